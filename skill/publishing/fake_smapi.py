"""A local stand-in for Amazon's Skill Management API, for `ask deploy`.

It implements upload, import and import status, and rejects a package with problems according to
Amazon's types.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .package_check import by_amazon, plain

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-00000000ca1f"
SKILL_JSON = "skill.json"
_MODEL = re.compile(r"interactionModels/custom/(\w\w-\w\w)\.json")
_ICON = re.compile(r"file://(assets/images/[\w.-]+)")


@dataclass
class Received:
    """The files of a received package, and its problems."""

    names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    imported: bool = False


class FakeSmapi(ThreadingHTTPServer):
    """A server on a free port of 127.0.0.1."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.received = Received()

    @property
    def address(self) -> str:
        """The base URL of the server."""
        return f"http://127.0.0.1:{self.server_port}"


def read_package(archive: bytes) -> Received:
    """Return the files in an uploaded ZIP file, and all problems."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as package:
            files = {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile as error:
        return Received(problems=[f"the package is no ZIP file: {error}"])
    files = {name: body for name, body in files.items() if not name.endswith("/")}
    return Received(sorted(files), sorted(_package_problems(files)))


def _package_problems(files: Mapping[str, bytes]) -> Iterator[str]:
    if SKILL_JSON not in files:
        yield f"{SKILL_JSON}: is missing"
        return
    text = files[SKILL_JSON].decode()
    yield from (f"{SKILL_JSON}: {what}" for what in by_amazon(json.loads(text), "manifest"))
    for place in _ICON.findall(text):
        if place not in files:
            yield f"{place}: is missing"
    models = {found[1]: name for name in files if (found := _MODEL.fullmatch(name))}
    listed = json.loads(text)["manifest"]["publishingInformation"]["locales"]
    for locale in sorted(listed.keys() ^ models.keys()):
        yield f"{locale}: has a listing or an interaction model, but not both"
    # Check equal models of a language once, because this is slow.
    for body, name in {files[name]: name for name in models.values()}.items():
        yield from (f"{name}: {what}" for what in by_amazon(plain(json.loads(body)), "model"))


class _Answers(BaseHTTPRequestHandler):
    """The responses to the requests of `ask deploy`."""

    server: FakeSmapi

    def do_POST(self) -> None:
        self._body()
        if self.path == "/v1/skills/uploads":
            upload = {
                "uploadUrl": f"{self.server.address}/upload",
                "expiresAt": "2100-01-01T00:00Z",
            }
            self._answer(201, upload)
        elif self.path.endswith("/imports"):
            self.server.received.imported = True
            self._answer(202, None, Location="/v1/skills/imports/one")
        else:
            self._answer(404, {"message": "the stand-in does not know this"})

    def do_PUT(self) -> None:
        body = self._body()
        if self.path == "/upload":
            self.server.received = read_package(body)
            self._answer(200, None, ETag="one")
        else:
            self._answer(204, None)

    def do_GET(self) -> None:
        if "/imports/" in self.path:
            self._answer(200, _import(self.server.received))
        elif "/status" in self.path:
            self._answer(200, {"manifest": {"lastUpdateRequest": {"status": "SUCCEEDED"}}})
        else:
            self._answer(404, {"message": "the stand-in does not know this"})

    def log_message(self, *_: Any) -> None:
        """Do not log requests."""

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, value: Json | None, **headers: str) -> None:
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _import(received: Received) -> Json:
    """Return the status of an import in Amazon's format."""
    status = "FAILED" if received.problems else "SUCCEEDED"
    errors = [{"message": problem} for problem in received.problems]
    manifest = {"name": "Manifest", "status": status, "errors": errors}
    return {"status": status, "skill": {"skillId": SKILL_ID, "resources": [manifest]}}
