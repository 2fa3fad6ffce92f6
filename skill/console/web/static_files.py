"""The console's page, the page of the device's screen, and their security headers."""

from __future__ import annotations

import functools
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

from ...common import apl_engine
from .options import NO_ENGINE
from .page_errors import PageError

STATIC = Path(__file__).with_name("static")

#: The policy of the page: only its own files and requests to its own server.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self'; frame-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: The policy of the screen: Amazon's engine compiles code from data, and uses inline styles.
SCREEN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}


def static_pages(bundle: Path) -> Blueprint:
    """Return the blueprint of the pages; *bundle* is the file of Amazon's engine."""
    made = Blueprint("pages", __name__)
    read = functools.lru_cache(1)(apl_engine.with_local_fonts)

    @made.get("/")
    def page() -> Response:
        return send_from_directory(STATIC, "index.html")

    @made.get("/static/<path:file>")
    def file(file: str) -> Response:
        return send_from_directory(STATIC, file)

    @made.get("/screen")
    def screen() -> Response:
        shown = send_from_directory(STATIC / "screen", "index.html")
        shown.headers["Content-Security-Policy"] = SCREEN_POLICY
        return shown

    @made.get("/screen/engine.js")
    def script() -> Response:
        if not bundle.exists():
            raise PageError(NO_ENGINE, status=404)
        return Response(read(bundle), content_type="text/javascript;charset=UTF-8")

    return made


def guard(response: Response) -> Response:
    """Return *response* with the security headers."""
    for name, value in PAGE_HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response
