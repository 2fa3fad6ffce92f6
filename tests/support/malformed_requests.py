"""Requests of strangers that are malformed, too large or not HTTP; each repeats a marked word."""

from __future__ import annotations

from collections.abc import Mapping

MARK = b"s3cret7f3a"


def malformed_requests(host: str) -> Mapping[str, bytes]:
    """Return the bytes of requests to *host* by what is wrong with them."""
    head = b"Host: %s\r\nConnection: close\r\n" % host.encode()
    get, post = b"GET /alexa HTTP/1.1\r\n" + head, b"POST /alexa HTTP/1.1\r\n" + head
    lines = {name: get + line + b"\r\n\r\n" for name, line in HEADER_LINES.items()}
    upgrade = get.replace(b"close", b"Upgrade, close")
    lines |= {name: upgrade + line + b"\r\n\r\n" for name, line in UPGRADES.items()}
    bodies = {name: post + rest for name, rest in BODIES.items()}
    whole = {
        "request line": b"GET /%s x y HTTP/1.1\r\n" % MARK + head + b"\r\n",
        "method": b"<script>%s</script> /alexa HTTP/1.1\r\n" % MARK + head + b"\r\n",
        "HTML": b"<b>%s</b>\r\n\r\n" % MARK,
        "version": b"GET /alexa HTTP/%s\r\n" % MARK + head + b"\r\n",
        "HTTP/0.9": b"GET /alexa?%s\r\n\r\n" % MARK,
        "HTTP/3.0": b"GET /alexa?%s HTTP/3.0\r\n" % MARK + head + b"\r\n",
        "PROXY": b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + get + b"\r\n",
        "path": b"GET /\xff\xfe%s HTTP/1.1\r\n" % MARK + head + b"\r\n",
        "escaped path": b"GET /%%ff%%00%s HTTP/1.1\r\n" % MARK + head + b"\r\n",
        "CONNECT": b"CONNECT %s:443 HTTP/1.1\r\n" % MARK + head + b"\r\n",
        "TRACE": b"TRACE /alexa HTTP/1.1\r\n" + head + b"X: %s\r\n\r\n" % MARK,
        "long line": b"GET /alexa?" + MARK * 400 + b" HTTP/1.1\r\n" + head + b"\r\n",
        "two hosts": get + head + b"\r\n",
        "odd host": b"GET /alexa HTTP/1.1\r\nHost: \xff@[::/%s\r\n\r\n" % MARK,
    }
    return {**whole, **lines, **bodies}


HEADER_LINES: Mapping[str, bytes] = {
    "header name": b"%s words: 1" % MARK,
    "no colon": MARK,
    "folded": b"A: b\r\n %s" % MARK,
    "NUL": b"A: b\x00%s" % MARK,
    "long header": b"A: " + MARK * 500,
    "many headers": b"\r\n".join(b"A%d: %s" % (number, MARK) for number in range(100)),
    "SCRIPT_NAME": b"SCRIPT_NAME: /%s" % MARK,
    "PATH_INFO": b"PATH_INFO: /health",
    "schemes": b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\nX-Forwarded-Protocol: ssl",
    "expect": b"Expect: %s" % MARK,
}
UPGRADES: Mapping[str, bytes] = {
    "WebSocket": b"Upgrade: websocket\r\nSec-WebSocket-Key: " + MARK,
    "whole WebSocket": b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "HTTP/2": b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
}
BODIES: Mapping[str, bytes] = {
    "unknown coding": b"Transfer-Encoding: %s\r\n\r\n{}" % MARK,
    "gzip coding": b"Transfer-Encoding: gzip\r\n\r\n{}",
    "coding and length": b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
    "negative length": b"Content-Length: -1\r\n\r\n{}",
    "length in words": b"Content-Length: %s\r\n\r\n{}" % MARK,
    "chunk size": b"Transfer-Encoding: chunked\r\n\r\n%s\r\n{}\r\n0\r\n\r\n" % MARK,
    "chunk end": b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
    "unsigned": b"Content-Length: 10\r\n\r\n" + MARK,
    "250 kB": b"Content-Length: 250000\r\n\r\n" + MARK * 25_000,
    "257 kB": b"Content-Length: 270000\r\n\r\n" + MARK * 27_000,
    "300 kB": b"Content-Length: 300000\r\n\r\n" + MARK * 30_000,
    "300 kB in chunks": b"Transfer-Encoding: chunked\r\n\r\n"
    + (b"ea60\r\n" + MARK * 6_000 + b"\r\n") * 5
    + b"0\r\n\r\n",
}
