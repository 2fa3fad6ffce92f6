"""Build the requests of the case table."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.hashes import SHA256

from tests.support.pki import sign
from tests.support.signed_requests import Sent, Signer, dump, envelope, stamp

Build = Callable[[Signer], Sent]


def changed(change: Callable[[Sent], object]) -> Build:
    """A good request, changed after it was signed."""

    def build(signer: Signer) -> Sent:
        sent = signer.request()
        change(sent)
        return sent

    return build


def header(name: str, value: str | Callable[[str], str] | None) -> Build:
    """A good request with one header changed after it was signed."""

    def change(sent: Sent) -> None:
        sent.with_header(name, value(sent.header(name)) if callable(value) else value)

    return changed(change)


def first(name: str, value: str) -> Build:
    """A good request with another header of the same name in front."""
    return changed(lambda sent: sent.headers.insert(0, (name, value)))


def body(change: Callable[[bytes], bytes]) -> Build:
    """A request signed over a changed body."""
    return lambda signer: signer.request(change(dump(envelope(signer.skill_id))))


def tampered(change: Callable[[bytes], bytes]) -> Build:
    """A request whose body was changed after it was signed."""

    def apply(sent: Sent) -> None:
        assert change(sent.body) != sent.body
        sent.body = change(sent.body)

    return changed(apply)


def request(**members: Any) -> Build:
    """A signed request with these members of its `request`; callables are called when built."""

    def build(signer: Signer) -> Sent:
        now = {name: value() if callable(value) else value for name, value in members.items()}
        return signer.request(dump(envelope(signer.skill_id, **now)))

    return build


def whole(change: Callable[[dict[str, Any]], object]) -> Build:
    """A request signed over a changed envelope."""

    def build(signer: Signer) -> Sent:
        value = envelope(signer.skill_id)
        change(value)
        return signer.request(dump(value))

    return build


def at(seconds: float) -> Build:
    return request(timestamp=partial(stamp, seconds))


def event(name: str, seconds: float) -> Build:
    """A skill event, which has no session."""

    def build(signer: Signer) -> Sent:
        value = envelope(signer.skill_id, type=name, timestamp=stamp(seconds))
        del value["session"]
        return signer.request(dump(value))

    return build


def extra(member: bytes) -> Build:
    """A request signed over a body with one more member at its beginning."""
    return body(lambda raw: b"{" + member + b"," + raw[1:])


def unlike_sha1(signer: Signer) -> Sent:
    """A SHA-1 signature in the header of the SHA-256 one."""
    sent = signer.request()
    return sent.with_header("Signature-256", sent.header("Signature"))


def pss(signer: Signer) -> Sent:
    sent = signer.request()
    scheme = PSS(MGF1(SHA256()), 32)
    return sent.with_header(
        "Signature-256", sign(signer.pki.keys["signer"], sent.body, scheme=scheme)
    )


def compressed(data: Callable[[bytes], bytes], signed: bool) -> Build:
    """A gzip body, signed compressed (the bytes sent) or uncompressed."""

    def build(signer: Signer) -> Sent:
        plain = dump(envelope(signer.skill_id))
        packed = gzip.compress(data(plain))
        sent = signer.request(packed if signed else plain)
        sent.body = packed
        return sent.with_header("Content-Encoding", "gzip")

    return build


def small_headers(sent: Sent) -> None:
    sent.headers = [(name.lower(), value) for name, value in sent.headers]


def no_application(value: dict[str, Any]) -> None:
    del value["session"]["application"], value["context"]["System"]["application"]
