"""Invalid requests, each of which the skill must refuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...verification.verifier import TOLERANCE_SECONDS
from ..authority import Authority
from ..client import Console
from ..envelope import SKILL_ID, Json
from ..errors import ConsoleError

OTHER_SKILL = "amzn1.ask.skill.ffffffff-ffff-4fff-8fff-ffffffffffff"


class Letter(NamedTuple):
    """The body and headers of a request, and its time (Unix)."""

    body: bytes
    headers: Mapping[str, str]
    now: int


@dataclass(frozen=True)
class Doubt:
    """A way to make a request invalid."""

    label: str
    meaning: str
    write: Callable[[Authority, bytes, int], Letter]


def send(console: Console, how: str, envelope: Json, now: int) -> Json:
    """Send *envelope* made invalid in the way *how*; return the result."""
    if how not in DOUBTS:
        raise ConsoleError(f"there is no doubt {how!r}; known: {', '.join(DOUBTS)}")
    doubt = DOUBTS[how]
    letter = doubt.write(console.authority, json.dumps(envelope).encode(), now)
    came = console.deliver(letter.body, letter.now, letter.headers)
    told = {"how": how, "label": doubt.label, "meaning": doubt.meaning}
    return {**told, "status": came.status, "text": came.text.strip(), "reason": came.reason}


def _other_signature(authority: Authority, body: bytes, now: int) -> Letter:
    return Letter(body, authority.headers(body + b" "), now)


def _unsigned(authority: Authority, body: bytes, now: int) -> Letter:
    headers = authority.headers(body)
    del headers["Signature-256"]
    return Letter(body, headers, now)


def _changed(authority: Authority, body: bytes, now: int) -> Letter:
    return Letter(
        body.replace(b'"new": false', b'"new": true ', 1) + b" ", authority.headers(body), now
    )


def _late(authority: Authority, body: bytes, now: int) -> Letter:
    return Letter(body, authority.headers(body), now + TOLERANCE_SECONDS + 1)


def _early(authority: Authority, body: bytes, now: int) -> Letter:
    return Letter(body, authority.headers(body), now - TOLERANCE_SECONDS - 1)


def _other_skill(authority: Authority, body: bytes, now: int) -> Letter:
    other = body.replace(SKILL_ID.encode(), OTHER_SKILL.encode())
    return Letter(other, authority.headers(other), now)


def _stranger(authority: Authority, body: bytes, now: int) -> Letter:
    elsewhere = {"SignatureCertChainUrl": "https://s3.amazonaws.com.example.org/echo.api/a.pem"}
    return Letter(body, authority.headers(body) | elsewhere, now)


def _no_json(authority: Authority, body: bytes, now: int) -> Letter:
    cut = body[: len(body) // 2]
    return Letter(cut, authority.headers(cut), now)


DOUBTS: Mapping[str, Doubt] = {
    "bad-signature": Doubt("Bad signature", "Signed, but over other bytes.", _other_signature),
    "stale": Doubt("Stale time", "Sent again 151 seconds later, as a replay would be.", _late),
    "other-skill": Doubt(
        "Another skill", "Signed by Amazon, but for another skill's id.", _other_skill
    ),
    "no-signature": Doubt("No signature", "As anybody could send it.", _unsigned),
    "changed": Doubt("Changed on the way", "One byte more than what was signed.", _changed),
    "early": Doubt("From the future", "Its time is 151 seconds ahead of ours.", _early),
    "stranger": Doubt(
        "A stranger's certificate", "Its address only looks like Amazon's.", _stranger
    ),
    "cut": Doubt("Cut short", "Signed, but only half of the JSON.", _no_json),
}
