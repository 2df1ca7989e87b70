"""Who may ask, and for what: this machine's own browser, at the address that was printed, for what is small."""

import asyncio
import secrets
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 4_096  # bytes of an address with its query
SECONDS = 150  # for a whole request, however slowly its answer is read
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                               "frame-ancestors 'none'",  # a page's own says what it may run
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Passes on what may be asked, and nothing else; ``port`` is ours, and ``token`` the first part of each address."""

    def __init__(self, app: ASGIApp, port: int, token: str):
        self._app, self._token = app, token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                await (refusal or self._app)(scope, receive, safely)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers, sent_by = Headers(scope=scope), self._sent_by(scope)
        length = len(scope["raw_path"]) + len(scope["query_string"])
        for wrong, code, why in (
                (sent_by not in self._hosts, 421, "not the name of this server"),  # a name that leads here
                (headers.get("origin", f"http://{sent_by}") != f"http://{sent_by}", 403, "asked by another site"),
                (headers.get("sec-fetch-site", "none") not in ("none", "same-origin"), 403, "asked by another site"),
                (scope["method"] not in ("GET", "HEAD"), 405, "nothing can be written here"),
                (headers.get("content-length", "0") != "0" or "transfer-encoding" in headers, 413, "no body is read"),
                (length > LONGEST, 414, f"an address has at most {LONGEST} bytes"),
                (not self._has_token(scope["path"]), 403, "open the address that 'evidence serve' has printed")):
            if wrong:
                return PlainTextResponse(f"{why}\n", code, {"Connection": "close"})
        return None

    def _sent_by(self, scope: Scope) -> str:
        """The one host that is named; none where there are more."""
        named = Headers(scope=scope).getlist("host")
        return named[0].lower() if len(named) == 1 else ""

    def _has_token(self, path: str) -> bool:
        given = path.split("/", 2)[1] if path.startswith("/") else ""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode())
