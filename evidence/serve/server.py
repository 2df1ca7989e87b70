"""The server: loopback only, under an address that cannot be guessed, ended at once with all that it started."""

import asyncio
import multiprocessing
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from evidence.book.folder import BookFolder
from evidence.errors import EvidenceError, fail
from evidence.serve.answering import Answering, Busy
from evidence.serve.guard import Guard
from evidence.serve.pages import STATIC, Pages
from evidence.serve.watching import Watching

HOST = "127.0.0.1"
OURS = "-"  # the folder of all that is no file of the book
_SCRIPTS = ("explorer-live.js", "reload.js")
_CONNECTIONS = 200
_PATIENCE = 10  # seconds for the head of a request


def serve(root: Path, port: int, watch: bool, say: Callable[[str], None]) -> None:
    """Serve until a signal; port 0 is any free one. EvidenceError where there is nothing to serve, or no port."""
    if not watch and not BookFolder(root).html.is_dir():
        fail("_build/html", 0, "there is no book", "make it: make book")
    try:
        listening = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        fail(f"--port {port}", 0, f"cannot be had ({error})", "name another, or none for any free one")
    port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
    try:
        say(f"http://{HOST}:{port}/{token}/")
        config = uvicorn.Config(
            Guard(app(root, token, watch), port, token), http=Impatient, ws="none", access_log=False, log_level="error",
            server_header=False, limit_concurrency=_CONNECTIONS, timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=16_384, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        for child in multiprocessing.active_children():
            child.kill()


def app(root: Path, token: str, watch: bool) -> Starlette:
    """All that is answered: the book's files, the answers, and the state of the book where its sources are watched."""
    answering = Answering(root)
    watching = Watching(root, answering)
    ours = f"/{token}/{OURS}"

    def scripts() -> list[str]:
        live, reload = (f"{ours}/{name}" for name in _SCRIPTS)
        return [live, f"{reload}?{watching.version()}"] if watch else [live]

    async def state(request: Request) -> Response:
        return JSONResponse({"version": watching.version(), "faults": watching.faults, "building": watching.building})

    async def script(request: Request) -> Response:
        name = request.path_params["name"]
        return FileResponse(STATIC / name) if name in _SCRIPTS else Response(status_code=404)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(watching.watch()) if watch else None
        yield
        answering.end()
        if task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    routes = [Route(f"/{OURS}/answers/{{chapter}}", _answers(answering)), Route(f"/{OURS}/state", state),
              Route(f"/{OURS}/{{name}}", script), Route("/{path:path}", Pages(BookFolder(root).html, scripts).answer)]
    return Starlette(routes=[Mount(f"/{token}", routes=routes)], lifespan=lifespan)


def _answers(answering: Answering) -> Callable:
    async def answers(request: Request) -> Response:
        chapter = request.path_params["chapter"]
        if not answering.knows(chapter):
            return JSONResponse({"faults": ["no such chapter"]}, 404)
        try:
            texts = await answering.say(chapter, request.query_params.multi_items())
        except EvidenceError as error:
            return JSONResponse({"faults": [str(fault) for fault in error.faults]}, 400)
        except Busy:
            return JSONResponse({"faults": ["busy; ask again"]}, 503, {"Retry-After": "1"})
        return JSONResponse({"texts": texts})
    return answers


class Impatient(H11Protocol):
    """Closes a connection on which no whole head of a request arrives in time."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on, where this was not the end of a head."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        if self._timer:
            self._timer.cancel()

    def _wait(self) -> None:
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self._timer is None:
            self._timer = self.loop.call_later(_PATIENCE, self.transport.close)
        elif not idle and self._timer:
            self._timer.cancel()
            self._timer = None
