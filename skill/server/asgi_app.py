"""The application for an ASGI server: the endpoint in the event loop, all else through Flask.

Nothing here blocks: a request that waits for its body or for a certificate is a suspended
coroutine, so slow senders and slow downloads take no thread.
"""

from __future__ import annotations

import asyncio
import io
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

from ..verification import Download, Refused
from .endpoint import LARGEST_ENVELOPE, Endpoint, Reply, error_reply
from .error_responses import TOO_LARGE

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ENDPOINT = "/alexa"
#: Seconds in which a body must arrive completely. Proxies in front forward complete requests.
SECONDS_TO_SEND = 5.0
#: Requests that wait for a certificate at once; more are refused. Each may have a body.
MOST_WAITING = 256
#: Ends the connection after a response that was sent before the whole request was read.
CLOSE = ("Connection", "close")


class AsgiApp:
    """An ASGI application for HTTP."""

    def __init__(self, endpoint: Endpoint, pages: WSGIApplication) -> None:
        """Answer requests to ENDPOINT by *endpoint*, and all others by *pages*."""
        self._endpoint = endpoint
        self._pages = pages
        self._waiting = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            # A WebSocket: the server answers 403.
            await send({"type": "websocket.close"})
            return
        began = time.monotonic()
        try:
            body = await _body(scope, receive)
        except Exception as error:
            refused = error_reply(error, began)
            reply = Reply(refused.status, [*refused.headers, CLOSE], refused.body)
        else:
            reply = await self._reply(scope, body, began)
        await _send_reply(reply, send)

    async def _reply(self, scope: Message, body: bytes, began: float) -> Reply:
        if scope["path"] != ENDPOINT:
            return _page(self._pages, scope)
        headers = AsgiHeaders(scope["headers"])
        if download := self._endpoint.key_download(scope["method"], headers):
            await self._wait(download)
        return self._endpoint.reply(scope["method"], headers, body, began)

    async def _wait(self, download: Download) -> None:
        """Wait until *download* is done or the patience for it ends."""
        if self._waiting >= MOST_WAITING:
            return
        self._waiting += 1
        try:
            # Unlike `wait_for`, this does not cancel the download, for which others may wait.
            await asyncio.wait([asyncio.wrap_future(download.done)], timeout=download.patience())
        finally:
            self._waiting -= 1


class AsgiHeaders:
    """Request headers by case-insensitive name; a repeated header is joined with a comma."""

    def __init__(self, pairs: Iterable[tuple[bytes, bytes]]) -> None:
        """Read *pairs*, whose names are in lower case."""
        self._values: dict[str, str] = {}
        for raw_name, raw_value in pairs:
            name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
            known = self._values.get(name)
            self._values[name] = value if known is None else f"{known},{value}"

    def get(self, key: str) -> str | None:
        """Return the value of a header, or None if it is missing."""
        return self._values.get(key.lower())


async def _body(scope: Message, receive: Receive) -> bytes:
    """Return the whole body, in the parts in which it arrives.

    Raises:
        Refused: If it does not arrive in time, or has more than LARGEST_ENVELOPE bytes.
    """
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    # Gunicorn has checked that it is a number.
    if int(declared) > LARGEST_ENVELOPE:
        raise Refused(TOO_LARGE)
    # The server waits for the first part, for a limited time. It is nearly always the whole body,
    # for which a deadline would take longer than all else here.
    first = await receive()
    if not first.get("more_body", False):
        return _part(first)
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            return await _whole_body(first, receive)
    except TimeoutError:
        raise Refused("the body did not arrive") from None


async def _whole_body(first: Message, receive: Receive) -> bytes:
    body, message = bytearray(_part(first)), first
    while message.get("more_body", False):
        message = await receive()
        body += _part(message)
        if len(body) > LARGEST_ENVELOPE:
            raise Refused(TOO_LARGE)
    return bytes(body)


def _part(message: Message) -> bytes:
    if message["type"] != "http.request":
        raise Refused("the body did not arrive")
    return bytes(message.get("body", b""))


async def _send_reply(reply: Reply, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in reply.headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def _page(pages: WSGIApplication, scope: Message) -> Reply:
    """Return the response of *pages*, which needs only the method and the path of a request."""
    answered: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        answered.append((status, headers))

    body = b"".join(pages(_environ(scope), start_response))
    status, headers = answered[-1]
    return Reply(int(status[:3]), headers, body)


def _environ(scope: Message) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        # WSGI has the bytes of the path as Latin-1.
        "PATH_INFO": scope["path"].encode(errors="replace").decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
