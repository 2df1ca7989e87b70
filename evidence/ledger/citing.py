"""Citations in the text of a page: whether a source is cited, and the page with or without it."""

import json
import re
from pathlib import Path

from evidence.errors import fail

_ROLE = re.compile(r"\{cite\}`([^`]*)`")
_SEE = re.compile(r"(See also \{cite\}`[^`]*)`\.")  # the sentence in which sources are cited that no other one names


def is_cited(text: str, key: str) -> bool:
    """Whether a page (Markdown, or a notebook as stored) cites an entry of the bibliography."""
    return any(key in _keys(match[1]) for match in _ROLE.finditer(text))


def without_citation(text: str, key: str) -> str:
    """The page without its citations of an entry; other entries in the same role stay."""
    text = text.replace(f"\\n\\nSee also {{cite}}`{key}`.", "").replace(f"\n\nSee also {{cite}}`{key}`.", "")
    return re.sub(r" ?" + _ROLE.pattern, lambda match: _without(match, key), text)


def _without(match: re.Match, key: str) -> str:
    keys = _keys(match[1])
    if key not in keys:
        return match[0]
    others = ",".join(each for each in keys if each != key)
    return f"{' ' * match[0].startswith(' ')}{{cite}}`{others}`" if others else ""


def with_citation(root: Path, page: str, key: str) -> tuple[str, str]:
    """A page's name and its text with one more citation, in a sentence of its own at the end: it claims nothing."""
    path = next((path for path in (root / page, root / "chapters" / page, root / f"chapters/{page}.ipynb",
                                   root / f"chapters/{page}.md") if path.is_file()), None)
    if path is None:
        fail(page, 0, "no such page", "name a page of chapters/")
    text, name = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
    if is_cited(text, key):
        return name, text
    if path.suffix != ".ipynb":
        return name, _cite_in(text.rstrip("\n"), key) + "\n"
    content = json.loads(text)
    cells = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"]
    if not cells:
        fail(name, 0, "no cell of words in it", f"cite it yourself: {{cite}}`{key}`")
    cells[-1]["source"] = _cite_in("".join(cells[-1]["source"]), key).splitlines(keepends=True)
    return name, json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cite_in(text: str, key: str) -> str:
    if _SEE.search(text):
        return _SEE.sub(rf"\1,{key}`.", text, count=1)
    return f"{text}\n\nSee also {{cite}}`{key}`."


def _keys(role: str) -> list[str]:
    return [key.strip() for key in role.split(",")]
