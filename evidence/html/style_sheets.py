"""Style sheets reduced to what pages use: a theme's are made for every page there might be."""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
_GROUPED = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_NAMES = re.compile(r"[.#](-?[_a-zA-Z][\w-]*)")
_TAGS = re.compile(r"(?:^|[\s>+~])([a-zA-Z][\w-]*)")
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_SIGN = re.compile(rf"{_QUOTED}|url\(\s*[^\s\"')][^)]*\)|[{{}};]", re.DOTALL)
_BRACKETED = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|'[^']*'")
_USED_NAME = re.compile(r"\b(?:class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_WORD = re.compile(r"[\w-]+")
_CUSTOM = re.compile(r"(?<=[{;])\s*(--[\w-]+)\s*:[^;{}]*(?:;|(?=\}))")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")


def names_used(pages: list[str], scripts: list[str]) -> set[str]:
    """Classes, ids and elements that stand in pages, and every word of the scripts, which may set any."""
    used = {name for page in pages for one in _USED_NAME.findall(page) for name in "".join(one).split()}
    used |= {tag.lower() for page in pages for tag in re.findall(r"<([a-zA-Z][\w-]*)", page)}
    return used | {word for script in scripts for word in _WORD.findall(script)} | {"html", "body"}


def reduced(sheet: str, used: set[str]) -> str:
    """The rules of a style sheet that may apply where these names are all there is, without comments or what
    nothing asks for: custom properties, fonts, animations."""
    rules = "".join(_kept(_COMMENT.sub("", sheet), used))
    for _ in range(4):  # one custom property may ask for another
        rules = _without_unasked(rules)
    return "".join(_named_by_others(rules))


def _without_unasked(rules: str) -> str:
    asked = set(_ASKED.findall(rules))
    return _CUSTOM.sub(lambda match: match[0] if match[1] in asked else "", rules)


def _kept(sheet: str, used: set[str]) -> Iterator[str]:
    for head, body in _blocks(sheet):
        at = head.lstrip()[:8].lower()
        if body is None:
            yield head
        elif at.startswith(("@media", "@support", "@layer", "@contain")):
            if inner := "".join(_kept(body, used)).strip():
                yield f"{head}{{{inner}}}\n"
        elif at.startswith("@"):
            yield f"{head.strip()}{{{body}}}\n"
        elif applies := [one for one in _selectors(head) if _applies(one, used)]:
            yield f"{','.join(applies)}{{{body.strip()}}}\n"


def _blocks(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Head and body of each rule at the top; a statement without a body has None."""
    start = depth = opened = 0
    for match in _SIGN.finditer(sheet):
        sign = match[0]
        if sign == "{":
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : match.start()]
                start = match.end()
        elif sign == ";" and depth == 0:
            yield sheet[start : match.end()].strip(), None
            start = match.end()


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, parted at the commas that stand in no bracket."""
    found = [""]
    for part in head.split(","):
        inside = found[-1].count("(") > found[-1].count(")") or found[-1].count("[") > found[-1].count("]")
        if inside:
            found[-1] += f",{part}"
        else:
            found.append(part)
    return [one.strip() for one in found[1:]]


def _applies(selector: str, used: set[str]) -> bool:
    plain = _BRACKETED.sub("", _GROUPED.sub("", selector))
    return used.issuperset(_NAMES.findall(plain)) and used.issuperset(
        tag.lower() for tag in _TAGS.findall(re.sub(r":+[\w-]+(\([^)]*\))?|[.#][\w-]+", "", plain)))


def _named_by_others(rules: str) -> Iterator[str]:
    """Fonts and animations go where no other rule names them."""
    for head, body in _blocks(rules):
        if head.startswith(("@font-face", "@keyframes")) and body is not None:
            name = re.search(r"font-family\s*:\s*[\"']?([^\"';]+)", body) if "font" in head else None
            wanted = name[1].strip() if name else head.split()[-1]
            if rules.count(wanted) <= (body.count(wanted) + head.count(wanted)):
                continue
        yield head if body is None else f"{head}{{{body}}}\n"
