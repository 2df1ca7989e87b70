"""The files of the built book, as they lie in its folder; pages get the scripts that ask this server."""

import mimetypes
import stat
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
_NO_BOOK = STATIC / "nothing.html"
_TITLE = b"<title"  # before a page's own scripts, which look for what ours define


class Pages:
    """Answers for each file below ``html``; ``scripts()`` are addresses that a page loads besides its own."""

    def __init__(self, html: Path, scripts: Callable[[], list[str]]):
        self._html, self._scripts = html, scripts
        self._files = StaticFiles(directory=html, check_dir=False)

    async def answer(self, request: Request) -> Response:
        """One file whole, so that a book that is exchanged meanwhile does no harm."""
        path = request.path_params["path"]
        if not path:
            return RedirectResponse(f"{request.url.path}index.html")
        content = await run_in_threadpool(self._read, path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        code = 404 if content is None else 200
        if content is None:
            no_book = kind == "text/html" and not self._html.is_dir()
            content, kind = (_NO_BOOK.read_bytes(), kind) if no_book else (b"not in the book\n", "text/plain")
        return Response(self._complete(content) if kind == "text/html" else content, code, media_type=kind)

    def _read(self, path: str) -> bytes | None:
        """The file; None where there is none, or it is hidden, outside, or a folder."""
        if any(part.startswith(".") for part in path.split("/")) or not path.isprintable():
            return None
        try:
            found, about = self._files.lookup_path(path)
            return Path(found).read_bytes() if about and stat.S_ISREG(about.st_mode) else None
        except (OSError, ValueError):
            return None

    def _complete(self, page: bytes) -> bytes:
        added = "".join(f'<script src="{address}" defer></script>\n' for address in self._scripts())
        return page.replace(_TITLE, added.encode() + _TITLE, 1)
