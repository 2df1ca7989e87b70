"""YAML as ledger files are mostly written, read line by line: a third of the time that a YAML parser takes.

Each form below means in YAML what it means here. Of a file that holds any other, ``read`` returns None, and
the YAML parser reads it: the parser alone refuses, and it alone counts lines (see yamlfile).
"""

import re

MOST_AROUND = 10
CONTROLS = bytes({*range(32), 127} - {10})
MORE_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
BREAKS_AND_MARKS = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}+"
FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
PLAIN = rf"{FIRST}(?:[^:#\n]*+(?::(?! |$)|(?<! )#))*+[^:#\n]*(?<! )"
PLAIN_IN_FLOW = rf"{FIRST}[^,\[\]{{}}:#?\n]*(?<! )"
QUOTED = r""""[^"\\\n]*+(?:\\["\\n][^"\\\n]*+)*+"|'[^'\n]*+(?:''[^'\n]*+)*+'"""
FLOW = r"\{.*\}|\[.*\]"
FOLDED = r">-(?:\n\1(?(2)  ) .*|\n *+(?=\n|\Z))++"  # what is indented more than its key, which a dash moves by two
LINE = re.compile(rf"^( *+)(- )?(?:({KEY}):(?= |$))? *+({PLAIN}|{QUOTED}|{FLOW}|{FOLDED})? *+(?:(?<![^ \n])#.*)?$"
                  r"|^(.+)$", re.MULTILINE)
# One part of a flow collection; where none begins, all that is left, and no group.
MEMBER = rf"({PLAIN_IN_FLOW}|{QUOTED}|\{{[^][{{}}]*\}}|\[[^][{{}}]*\]) *+(?:, *+|$)|.+"
PAIR, ITEM = re.compile(rf"({KEY}): ++{MEMBER}"), re.compile(MEMBER)
ESCAPE = re.compile(r"\\(.)")


class _Unusual(Exception):
    """Not one of the forms that are read here."""


def read(raw: bytes):
    """Return the content of a file as dicts, lists and strings, or None where it is not plain through and through."""
    try:
        text = raw.decode("utf-8")
        return None if _has_unusual_characters(raw, text) else _content(text)
    except (UnicodeDecodeError, _Unusual):
        return None


def _has_unusual_characters(raw: bytes, text: str) -> bool:
    """Whether it holds what YAML refuses, or reads as the end of a line; a fifth of the time of one regex."""
    return bool(len(raw.translate(None, CONTROLS)) < len(raw) or MORE_CONTROLS.search(raw)
                or any(one in text for one in BREAKS_AND_MARKS))


def _content(text: str):
    """Build the document line by line, in one loop: a function a line would take half as long again.

    A place is twice the indentation, and one more for a list, which may stand as far left as the key it is under.
    """
    inside, here, around, waiting = {}, -1, [], ""  # waiting: the key whose value begins on the next line
    document = inside
    for indent, dash, key, value, rest in LINE.findall(text):
        if not (key or value):
            if dash or rest:
                raise _Unusual
            continue  # blank, or a comment
        place = 2 * len(indent) + (dash != "")
        if waiting is None:
            while place < here:
                inside, here = around.pop()
            if place != here:
                raise _Unusual
        elif place > here and len(around) < MOST_AROUND:
            around.append((inside, here))
            inside[waiting] = opened = [] if dash else {}
            inside, here, waiting = opened, place, None
        else:
            raise _Unusual
        if dash:
            if not key:
                inside.append(READERS[value[0]](value) if value[0] in READERS else value)
                continue
            around.append((inside, here))
            inside.append({})
            inside, here = inside[-1], place + 3
        if not key or key in inside:
            raise _Unusual
        if value:
            inside[key] = READERS[value[0]](value) if value[0] in READERS else value
        else:
            inside[key], waiting = value, key
    if waiting is not None:
        raise _Unusual
    return document[""]


def _quoted(written: str) -> str:
    return ESCAPE.sub(_escaped, written[1:-1]) if "\\" in written else written[1:-1]


def _escaped(match: re.Match) -> str:
    return "\n" if match[1] == "n" else match[1]


def _mapping(written: str) -> dict:
    pairs = PAIR.findall(written[1:-1].strip(" "))
    content = dict(pairs)
    if len(content) < len(pairs) or "" in content:  # a key twice, or something between the pairs
        raise _Unusual
    for key, value in pairs:
        if value[0] in READERS:
            content[key] = READERS[value[0]](value)
    return content


def _list(written: str) -> list:
    items = ITEM.findall(written[1:-1].strip(" "))
    if "" in items:  # something between them
        raise _Unusual
    return [READERS[item[0]](item) if item[0] in READERS else item for item in items]


def _folded(written: str) -> str:
    """The lines of a folded text, all indented alike and none of them blank, joined by spaces."""
    lines = written.rstrip("\n").split("\n")[1:]
    texts = [line.lstrip(" ") for line in lines]
    margins = {len(line) - len(text) for line, text in zip(lines, texts)}
    if len(margins) != 1 or "" in texts:
        raise _Unusual
    return " ".join(texts)


# How a value begins says what it is; any other is plain, and as it stands.
READERS = {'"': _quoted, "'": lambda written: written[1:-1].replace("''", "'"), "{": _mapping, "[": _list, ">": _folded}
