"""The case table of the verification: requests that must be accepted or refused."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from tests.support.certificate_chains import CHAINS
from tests.support.certificate_urls import BAD_URLS, GOOD_URLS
from tests.support.request_builders import (
    Build,
    at,
    body,
    changed,
    compressed,
    event,
    extra,
    first,
    header,
    no_application,
    pss,
    request,
    small_headers,
    tampered,
    unlike_sha1,
    whole,
)
from tests.support.signed_requests import BASE, OTHER_ID, dump, envelope, stamp


class Case(NamedTuple):
    """A request and its result; `over_http` needs a real server or a certificate download."""

    id: str
    accepted: bool
    build: Build
    over_http: bool = False


NO_TIMES: dict[str, Any] = {
    "null": None,
    "true": True,
    "nothing": "",
    "word": "now",
    "list": [],
    "object": {},
    "zero": 0,
    "float": 1e300,
    "first": "0001-01-01T00:00:00+14:00",
    "last": "9999-12-31T23:59:59-14:00",
    "month-13": "2026-13-01T00:00:00Z",
    "hour-24": "2026-01-01T24:00:00Z",
    "zone-99": "2026-01-01T00:00:00+99:00",
    "week": "2026-W01-1T00:00:00Z",
    "arabic-digits": "\u0662\u0660\u0662\u0666-01-01T00:00:00Z",
}
NO_ENVELOPES = {
    "empty": b"",
    "space": b" ",
    "zeros": b"\x00" * 9,
    "object": b"{}",
    "list": b"[]",
    "null": b"null",
    "number": b"1",
    "text": b'"request"',
    "brace": b"{",
    "request-text": b'{"request":"x"}',
    "request-list": b'{"request":[]}',
    "request-empty": b'{"request":{}}',
    "deep": b"[" * 50_000 + b"]" * 50_000,
    "deep-open": b"[" * 50_000,
    "deep-objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "long-number": b"9" * 50_000,
}
EVENTS = ("SkillEnabled", "SkillDisabled", "SkillPermissionAccepted", "SkillPermissionChanged")
SIGNATURES = [
    Case("good", True, lambda signer: signer.request()),
    Case("good-utf8", True, request(note="Pokémon 木星 🪐")),
    Case(
        "good-escaped", True, body(lambda raw: json.dumps(json.loads(raw) | {"x": "🪐é"}).encode())
    ),
    Case("good-no-old-signature", True, header("Signature", None)),
    Case("good-small-headers", True, changed(small_headers)),
    Case("good-unknown-members", True, whole(lambda v: v.update(new={"a": [1, 2.5, None, True]}))),
    Case("signature-missing", False, header("Signature-256", None)),
    Case("signature-empty", False, header("Signature-256", "")),
    Case("signature-no-base64", False, header("Signature-256", "....$#%@$se")),
    Case("signature-short", False, header("Signature-256", "aGVsbG8=")),
    Case("signature-cut", False, header("Signature-256", lambda old: old[:-3])),
    Case("signature-spaced", False, header("Signature-256", lambda old: old[:9] + " " + old[9:])),
    Case("signature-not-ascii", False, header("Signature-256", "ÿþé")),
    Case("signature-long", False, header("Signature-256", "A" * 6000)),
    Case("signature-huge", False, header("Signature-256", "A" * 60000), over_http=True),
    Case("signature-twice", False, first("Signature-256", "AAAA"), over_http=True),
    Case("signature-sha1", False, unlike_sha1),
    Case("signature-pss", False, pss),
    Case("signature-stranger", False, lambda signer: signer.request(key="stranger")),
    Case("signature-of-nothing", False, changed(lambda sent: setattr(sent, "body", b""))),
    Case("url-missing", False, header("SignatureCertChainUrl", None)),
    Case("url-twice", False, first("SignatureCertChainUrl", BASE + "a.pem"), over_http=True),
    Case(
        "url-twice-equal", False, first("SignatureCertChainUrl", BASE + "good.pem"), over_http=True
    ),
    Case("body-changed", False, tampered(lambda raw: raw.replace(b"Launch", b"launch"))),
    Case("body-cut", False, tampered(lambda raw: raw[:-1])),
    Case("body-longer", False, tampered(lambda raw: raw + b" ")),
    Case("body-rewritten", False, tampered(lambda raw: json.dumps(json.loads(raw)).encode())),
]
URLS = [
    Case(f"url-{number}-{url[:60]}", accepted, lambda signer, url=url: signer.request(url=url))  # type: ignore[misc]
    for accepted, urls in ((True, GOOD_URLS), (False, BAD_URLS))
    for number, url in enumerate(urls)
]
CERTIFICATES = [
    Case(
        f"chain-{chain.name}",
        chain.accepted,
        lambda signer, chain=chain: signer.request(file=chain.name, key=chain.key),  # type: ignore[misc]
    )
    for chain in CHAINS
]
TIMES = [
    *(Case(f"time{seconds:+}", True, at(seconds)) for seconds in (-140, 0, 140)),
    *(Case(f"time{s:+}", False, at(s)) for s in (-160, 160, -1800, -86400, 10**9)),
    *(Case(f"event-{e}", True, event(f"AlexaSkillEvent.{e}", -1800)) for e in EVENTS),
    Case("event-AccountLinked", True, event("AlexaSkillEvent.SkillAccountLinked", -1800)),
    Case("event-late", False, event("AlexaSkillEvent.SkillEnabled", -3660)),
    Case("event-unknown", False, event("AlexaSkillEvent.Other", -1800)),
    Case("event-list", False, event(["AlexaSkillEvent.SkillEnabled"], -1800)),  # type: ignore[arg-type]
    Case("time-missing", False, whole(lambda v: v["request"].pop("timestamp"))),
    Case("time-milliseconds", True, request(timestamp=lambda: stamp()[:-1] + ".123Z")),
    Case("time-offset", True, request(timestamp=lambda: stamp(7200)[:-1] + "+02:00")),
    Case("time-no-zone", False, request(timestamp=lambda: stamp()[:-1])),
    Case("time-day", False, request(timestamp=lambda: stamp()[:10])),
    Case("time-basic", False, request(timestamp=lambda: stamp().replace("-", "").replace(":", ""))),
    Case("time-space", False, request(timestamp=lambda: " " + stamp())),
    Case("time-line", False, request(timestamp=lambda: stamp() + "\n")),
    Case("time-seconds", False, request(timestamp=lambda: int(stamp()[:4]) * 31556952)),
    *(Case(f"time-as-{name}", False, request(timestamp=v)) for name, v in NO_TIMES.items()),
]
SKILLS = [
    Case("skill-other", False, lambda signer: signer.request(dump(envelope(OTHER_ID)))),
    Case("skill-nowhere", False, whole(no_application)),
    Case("skill-no-context", False, whole(lambda v: v.pop("context"))),
    Case("skill-context-text", False, whole(lambda v: v.update(context="System"))),
    Case("skill-id-list", False, whole(lambda v: v["session"].update(application=[]))),
    Case("skill-no-session", True, whole(lambda v: v.pop("session"))),
    Case("skill-session-null", True, whole(lambda v: v.update(session=None))),
    Case("skill-session-text", False, whole(lambda v: v.update(session="s"))),
    Case("skill-session-empty", False, whole(lambda v: v.update(session={}))),
    Case(
        "skill-other-in-session",
        False,
        whole(lambda v: v["session"].update(application={"applicationId": OTHER_ID})),
    ),
    Case(
        "skill-other-in-context",
        False,
        whole(lambda v: v["context"]["System"].update(application={"applicationId": OTHER_ID})),
    ),
]
BODIES = [
    *(
        Case(f"body-{name}", False, body(lambda _, raw=raw: raw))  # type: ignore[misc]
        for name, raw in NO_ENVELOPES.items()
    ),
    Case("json-bad-utf8", False, extra(b'"a":"\xff"')),
    Case("json-surrogate-bytes", False, extra(b'"a":"\xed\xa0\x80"')),
    Case("json-half-surrogate", False, extra(b'"a":"\\uD83e"')),
    Case("json-mark", False, body(lambda raw: b"\xef\xbb\xbf" + raw)),
    Case("json-utf16", False, body(lambda raw: raw.decode().encode("utf-16"))),
    Case("json-utf32", False, body(lambda raw: raw.decode().encode("utf-32-le"))),
    Case("json-two", False, body(lambda raw: raw + raw)),
    Case("json-control", False, extra(b'"a":"\x01"')),
    Case("json-single-quotes", False, extra(b"'a':1")),
    Case("json-same-key", False, extra(b'"version":"1.0"')),
    Case(
        "json-same-key-inside",
        False,
        body(lambda raw: raw.replace(b'"locale"', b'"type":"x","locale"')),
    ),
    Case("json-same-key-escaped", False, extra(b'"\\u0076ersion":"1.0"')),
    *(
        Case(f"json-{value.decode()[:12]}", False, extra(b'"a":' + value))
        for value in (b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"01", b"1" * 5000)
    ),
    Case("json-large-number", True, extra(b'"a":' + b"1" * 300)),
    Case("json-larger-number", False, extra(b'"a":' + b"1" * 400)),
    Case("json-deep", False, extra(b'"a":' + b"[" * 270 + b"]" * 270)),
    Case("json-not-deep", True, extra(b'"a":' + b"[" * 40 + b"]" * 40)),
]
HTTP = [
    Case("http-get", False, changed(lambda s: setattr(s, "method", "GET")), True),
    Case("http-put", False, changed(lambda s: setattr(s, "method", "PUT")), True),
    Case("http-unsigned", False, changed(lambda sent: sent.headers.clear()), True),
    Case("http-chunked", True, changed(lambda sent: setattr(sent, "chunked", True)), True),
    Case("http-no-type", True, header("Content-Type", None), True),
    Case("http-large", False, body(lambda raw: raw + b" " * 3_000_000), True),
    Case("http-gzip", False, compressed(lambda plain: plain, signed=False), True),
    Case("http-gzip-signed", False, compressed(lambda plain: plain, signed=True), True),
    Case("http-gzip-bomb", False, compressed(lambda _: b" " * 9_000_000, signed=False), True),
    *(
        Case(f"download-{file}", accepted, lambda s, file=file: s.request(file=file), True)  # type: ignore[misc]
        for file, accepted in (
            *(("moved", False), ("moved-inside", False), ("missing", False), ("broken", False)),
            *(("partial", False), ("packed", False), ("large", False), ("claims-much", False)),
            *(("endless", False), ("endless-headers", False), ("slow", False), ("nothing", False)),
            *(("no-http", False), ("cut-short", False), ("unknown", False), ("chunks", True)),
        )
    ),
]
CASES = [*SIGNATURES, *URLS, *CERTIFICATES, *TIMES, *SKILLS, *BODIES, *HTTP]
