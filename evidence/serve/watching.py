"""Build the book anew whenever one of its sources changes, and keep what was wrong where that fails."""

import asyncio
import json
import sys
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import awatch

from evidence.book.folder import BookFolder
from evidence.book.inputs import ENGINE
from evidence.disk.sources import SOURCES
from evidence.errors import Fault
from evidence.serve.answering import Answering

_LOOK = 200  # milliseconds
_ENDS = 5  # seconds that a build has to clear away what it began
_LINES = 20  # of what a build said that ended otherwise than by telling its faults


class Watching:
    """The state of the book: ``faults`` as lines, empty where the last build went well."""

    def __init__(self, root: Path, answering: Answering):
        self._root, self._answering = root, answering
        self.faults: list[str] = []
        self.building = False

    def version(self) -> str:
        """Changes with the pages."""
        return BookFolder(self._root).built().html

    async def watch(self) -> None:
        """Build now and after each change, until cancelled."""
        while True:
            await self._once()
            self._answering.renew()

    async def _once(self) -> None:
        """Build, then wait for a change; one that comes while building is seen as well."""
        built = False
        async with aclosing(awatch(*self._watched(), yield_on_timeout=True, rust_timeout=_LOOK)) as changes:
            async for changed in changes:
                if not built:
                    await self._build()
                    built = True
                elif changed:
                    return

    def _watched(self) -> list[Path]:
        """All sources but the tables, which a build writes; each anew, as editors put new files in their place."""
        packages = {path.parent for path in self._root.glob("*/__init__.py")} - {self._root / "tests"}
        sources = [self._root / name for name in SOURCES if name != "data"]
        return [path for path in [*sources, *packages, ENGINE] if path.exists()]

    async def _build(self) -> None:
        self.building = True
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "evidence", "--root", str(self._root), "book", "--json", cwd=self._root,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            start_new_session=True)
        try:
            said, _ = await process.communicate()
            self.faults = _faults(process.returncode or 0, said.decode("utf-8", "replace"))
        finally:
            self.building = False
            if process.returncode is None:
                await _end(process)


def _faults(code: int, said: str) -> list[str]:
    """What a build said was wrong; its last lines where it said nothing of that kind."""
    if not code:
        return []
    lines = said.splitlines()
    with suppress(ValueError, KeyError, IndexError, TypeError):
        if faults := [str(Fault(**fault)) for fault in json.loads(lines[-1])["faults"]]:
            return faults
    return lines[-_LINES:] or [f"the build ended with {code}"]


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _ENDS)
        except TimeoutError:
            process.kill()
