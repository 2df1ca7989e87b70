"""What goes between a run's child and whoever asked for it: the work, and what is told of it.

Messages travel as JSON, not as pickles: what a cell shows is never taken apart by anything but a reader of plain data.
"""

import json
from multiprocessing.connection import Connection
from typing import NamedTuple


class Work(NamedTuple):
    """What a child is to do: run the cells (place in the notebook, source, whether the run goes on where it fails) in
    ``folder``, with these variables set.
    """

    folder: str
    environment: dict[str, str]
    cells: list[tuple[int, str, bool]]


class Began(NamedTuple):
    """The cell at ``place``, counted from 0, begins."""

    place: int
    execution_count: int


class Said(NamedTuple):
    """What a kernel would send of a cell: an output, or that outputs are to be cleared or shown anew."""

    kind: str
    content: dict


class Flooded(NamedTuple):
    """A cell has written more than ``limit`` characters; the child ends."""

    limit: int


class Finished(NamedTuple):
    """No cell is left to run, or one has failed; ``read``: files of the report that were read.

    ``language``: what a kernel says of its language.
    """

    whole: bool
    read: list[str]
    language: dict


Message = Began | Said | Flooded | Finished
_KINDS = {kind.__name__: kind for kind in (Began, Said, Flooded, Finished)}


def send(connection: Connection, message: Message) -> None:
    """Tell it. TypeError where a cell shows what no JSON can hold, OSError where nobody listens any more."""
    connection.send_bytes(json.dumps([type(message).__name__, *message]).encode())


def receive(connection: Connection) -> Message:
    """The next message. EOFError where there will be none."""
    name, *fields = json.loads(connection.recv_bytes())
    return _KINDS[name](*fields)
