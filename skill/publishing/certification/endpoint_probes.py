"""Security tests of the endpoint: a request that is not signed correctly gets status 400."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from ...app import create_app
from ...console.client.request_envelopes import (
    SKILL_ID,
    Place,
    envelope,
    launch_request,
    new_session_id,
)
from ...console.client.signing import SigningAuthority
from ...server.settings import Settings
from .skill_under_test import expect

Json = dict[str, Any]
Headers = dict[str, str]

#: The time of the endpoint's clock in these tests, in seconds since 1970.
NOW = 1_800_000_000
URL, SIGNATURE = "SignatureCertChainUrl", "Signature-256"
#: A URL with an allowed form, whose certificate chain is not Amazon's.
STRANGERS = "https://s3.amazonaws.com/echo.api/stranger.pem"
#: Invalid certificate URLs: the examples of Amazon's documentation, and some more.
WRONG_URLS: Mapping[str, str] = {
    "without TLS": "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
    "at another host": "https://notamazon.com/echo.api/echo-api-cert.pem",
    "in other letters": "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
    "in another folder": "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
    "at another port": "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
    "out of the folder": "https://s3.amazonaws.com/echo.api/../invalid.path/echo-api-cert.pem",
    "that is none": "not an address",
}


@dataclass(frozen=True)
class ProbedEndpoint:
    """The real endpoint, the authority that it trusts, and another one that it does not trust."""

    client: FlaskClient
    amazon: SigningAuthority
    stranger: SigningAuthority

    def status(self, body: bytes, headers: Mapping[str, str]) -> int:
        """Return the HTTP status of the response."""
        return self.client.post("/alexa", data=body, headers=headers).status_code


@functools.cache
def door() -> ProbedEndpoint:
    """Return the endpoint; it is created once."""
    amazon, stranger = SigningAuthority(), SigningAuthority()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "root.pem"
        store.write_bytes(amazon.root_pem())
        app = create_app(
            Settings(SKILL_ID, store),
            fetch=lambda url: stranger.chain() if url == STRANGERS else amazon.fetch(url),
            now=lambda: NOW,
        )
    return ProbedEndpoint(app.test_client(), amazon, stranger)


def body(skill_id: str = SKILL_ID, at: int = NOW) -> bytes:
    """Return the JSON of a LaunchRequest for a skill ID, with a timestamp (seconds since 1970)."""
    place = Place(new_session_id(), True, {}, "en-US", "speaker")
    return json.dumps(envelope(place, launch_request(), at)).replace(SKILL_ID, skill_id).encode()


def _valid() -> str:
    """Check that a valid request is accepted, so that the others fail for the tested reason."""
    sent = body()
    status = door().status(sent, door().amazon.headers(sent))
    expect(status == 200, f"status {status}")
    return "200"


def _refused_request(change: Callable[[bytes, Headers], tuple[bytes, Headers]]) -> str:
    sent = body()
    status = door().status(*change(sent, door().amazon.headers(sent)))
    expect(status == 400, f"status {status}")
    return "400"


def _changed_header_refused(name: str, value: str | None) -> str:
    """Check that a request is refused with the header *name* changed, or removed if None."""

    def change(sent: bytes, headers: Headers) -> tuple[bytes, Headers]:
        kept = {key: text for key, text in headers.items() if key != name}
        return sent, kept if value is None else kept | {name: value}

    return _refused_request(change)


def _signed_by_a_stranger() -> str:
    stranger = door().stranger
    return _refused_request(lambda sent, _: (sent, stranger.headers(sent) | {URL: STRANGERS}))


def _signature_of_a_stranger() -> str:
    return _refused_request(lambda sent, _: (sent, door().stranger.headers(sent)))


def _changed_body_refused() -> str:
    return _refused_request(lambda sent, headers: (sent.replace(b"en-US", b"en-GB"), headers))


def _signed(sent: bytes) -> str:
    return _refused_request(lambda *_: (sent, door().amazon.headers(sent)))


def _not_posted() -> str:
    status = door().client.get("/alexa").status_code
    expect(status == 405, f"status {status}")
    return "405"


def _html_page_served(path: str) -> str:
    """Check that *path* is an HTML page; redirects are not followed."""
    answer = door().client.get(path)
    expect(answer.status_code == 200, f"status {answer.status_code}")
    expect(answer.mimetype == "text/html", f"a page of type {answer.mimetype}")
    return f"{len(answer.get_data()):,} bytes of HTML"


Probe = tuple[str, Callable[[], str]]

PROBES: Mapping[str, Probe] = {
    "valid signature": ("200", _valid),
    "no signature": ("400", lambda: _changed_header_refused(SIGNATURE, None)),
    "empty signature": ("400", lambda: _changed_header_refused(SIGNATURE, "")),
    "no certificate URL": ("400", lambda: _changed_header_refused(URL, None)),
    "empty certificate URL": ("400", lambda: _changed_header_refused(URL, "")),
    **{
        f"certificate URL {what}": ("400", functools.partial(_changed_header_refused, URL, url))
        for what, url in WRONG_URLS.items()
    },
    "certificate of somebody else": ("400", _signed_by_a_stranger),
    "signature of somebody else": ("400", _signature_of_a_stranger),
    "signature that is no Base64": ("400", lambda: _changed_header_refused(SIGNATURE, "%%%")),
    "body changed after signing": ("400", _changed_body_refused),
    "timestamp 151 seconds old": ("400", lambda: _signed(body(at=NOW - 151))),
    "timestamp 151 seconds ahead": ("400", lambda: _signed(body(at=NOW + 151))),
    "for another skill": ("400", lambda: _signed(body("amzn1.ask.skill.another"))),
    "signed, but no JSON": ("400", lambda: _signed(b"not json")),
    "signed, but no request": ("400", lambda: _signed(b"{}")),
    "GET instead of POST": ("405", _not_posted),
}
PAGES: Mapping[str, Probe] = {
    "privacy policy": ("200, HTML", lambda: _html_page_served("/privacy")),
    "terms of use": ("200, HTML", lambda: _html_page_served("/terms")),
}
