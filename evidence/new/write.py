"""Write the files that a new report starts from."""

import hashlib
import shutil
from pathlib import Path

import yaml

from evidence.disk.atomic import store
from evidence.errors import fail
from evidence.ledger import vocabulary

_TEMPLATE = Path(__file__).parent / "template"
LANGUAGES = tuple(sorted(path.name for path in _TEMPLATE.iterdir() if path.is_dir() and len(path.name) == 2))
_SEED = "first-article.txt"
# Under other names in the template, so that no tool takes them for files of the engine's own.
_NAMES = {"dot-gitignore": ".gitignore", "dot-github": ".github", "pyproject.toml.start": "pyproject.toml",
          "trees.ipynb.start": "trees.ipynb", "test_trees.py.start": "test_trees.py"}


def write_report(folder: Path, title: str, language: str, version: str) -> list[Path]:
    """Write a report about one made-up article in ``language``; return its files, relative to ``folder``.

    ``version``: of the engine that it asks for. EvidenceError where the folder holds something already: nothing is
    written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(str(folder), 0, "is there already, and not empty", "name a folder that is not there yet")
    seed = (_TEMPLATE / language / "seeds" / _SEED).read_bytes()
    words = {"@title@": title, "@title-yaml@": yaml.safe_dump(title, width=10_000, allow_unicode=True).split("\n")[0],
             "@language@": language, "@version@": version, "@sha256@": hashlib.sha256(seed).hexdigest()}
    for part in ("common", language):
        for path in sorted((_TEMPLATE / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                _write(path, folder / _named(path.relative_to(_TEMPLATE / part)), words)
    shutil.copyfile(vocabulary.DEFAULTS, folder / "ledger" / vocabulary.DEFAULTS.name)
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _named(path: Path) -> Path:
    return Path(*(_NAMES.get(part, part) for part in path.parts))


def _write(template: Path, path: Path, words: dict[str, str]) -> None:
    text = template.read_text(encoding="utf-8")
    for name, word in words.items():
        text = text.replace(name, word)
    path.parent.mkdir(parents=True, exist_ok=True)
    store(text, path)
