"""What a page may fetch and run: its own files, and the one script that stands in it; the network is asked nothing."""

import base64
import hashlib

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # drawings carry styles in their attributes; what those fetch is an image
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",  # a page asks for its own parts
    "form-action": "'self'",
    "base-uri": "'none'",
}


def policy(*scripts: str) -> str:
    """The content of a Content-Security-Policy that lets these scripts stand in the page, to the letter."""
    allowed = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
                       for script in scripts)
    return "; ".join(f"{kind} {sources}{f' {allowed}' if kind == 'script-src' and allowed else ''}"
                     for kind, sources in _SOURCES.items())
