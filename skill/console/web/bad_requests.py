"""Invalid requests, each of which the skill must refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...common.alexa_constants import TOLERANCE_SECONDS
from ..client.request_envelopes import Json
from ..client.signing import SigningAuthority
from ..client.skill_client import SkillClient
from ..errors import ConsoleError

OTHER_SKILL = "amzn1.ask.skill.ffffffff-ffff-4fff-8fff-ffffffffffff"
#: The skill's ID in the bytes of an envelope.
APPLICATION_ID = re.compile(rb'("applicationId": )"[^"]*"')


class SignedRequest(NamedTuple):
    """The body and headers of a request, and its time (Unix)."""

    body: bytes
    headers: Mapping[str, str]
    now: int


@dataclass(frozen=True)
class BadRequest:
    """A way to make a request invalid."""

    label: str
    meaning: str
    write: Callable[[SigningAuthority, bytes, int], SignedRequest]


def send(console: SkillClient, how: str, envelope: Json, now: int) -> Json:
    """Send *envelope* made invalid in the way *how*; return the result."""
    if how not in BAD_REQUESTS:
        raise ConsoleError(f"there is no doubt {how!r}; known: {', '.join(BAD_REQUESTS)}")
    doubt = BAD_REQUESTS[how]
    letter = doubt.write(console.authority, json.dumps(envelope).encode(), now)
    came = console.deliver(letter.body, letter.now, letter.headers)
    told = {"how": how, "label": doubt.label, "meaning": doubt.meaning}
    return {**told, "status": came.status, "text": came.text.strip(), "reason": came.reason}


def _other_signature(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    return SignedRequest(body, authority.headers(body + b" "), now)


def _unsigned(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    headers = authority.headers(body)
    del headers["Signature-256"]
    return SignedRequest(body, headers, now)


def _changed_body(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    return SignedRequest(
        body.replace(b'"new": false', b'"new": true ', 1) + b" ", authority.headers(body), now
    )


def _late(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    return SignedRequest(body, authority.headers(body), now + TOLERANCE_SECONDS + 1)


def _early(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    return SignedRequest(body, authority.headers(body), now - TOLERANCE_SECONDS - 1)


def _other_skill(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    other = APPLICATION_ID.sub(rb'\g<1>"%s"' % OTHER_SKILL.encode(), body)
    return SignedRequest(other, authority.headers(other), now)


def _stranger(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    elsewhere = {"SignatureCertChainUrl": "https://s3.amazonaws.com.example.org/echo.api/a.pem"}
    return SignedRequest(body, authority.headers(body) | elsewhere, now)


def _no_json(authority: SigningAuthority, body: bytes, now: int) -> SignedRequest:
    cut = body[: len(body) // 2]
    return SignedRequest(cut, authority.headers(cut), now)


BAD_REQUESTS: Mapping[str, BadRequest] = {
    "bad-signature": BadRequest("Bad signature", "Signed, but over other bytes.", _other_signature),
    "stale": BadRequest("Stale time", "Sent again 151 seconds later, as a replay would be.", _late),
    "other-skill": BadRequest(
        "Another skill", "Signed by Amazon, but for another skill's id.", _other_skill
    ),
    "no-signature": BadRequest("No signature", "As anybody could send it.", _unsigned),
    "changed": BadRequest(
        "Changed on the way", "One byte more than what was signed.", _changed_body
    ),
    "early": BadRequest("From the future", "Its time is 151 seconds ahead of ours.", _early),
    "stranger": BadRequest(
        "A stranger's certificate", "Its address only looks like Amazon's.", _stranger
    ),
    "cut": BadRequest("Cut short", "Signed, but only half of the JSON.", _no_json),
}
