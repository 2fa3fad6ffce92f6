"""Turn away what Amazon did not sign for this skill a moment ago."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from ..recipient import ANOTHER_SKILL, is_for, member
from . import strict_json
from .certificate_url import canonical_url
from .download import Fetch
from .keys import MAX_WAITING, SigningKeys
from .refusal import Refused

TOLERANCE_SECONDS = 150
# Amazon delivers these five late, and repeats them until they are answered.
EVENT_TOLERANCE_SECONDS = 3600
# A tuple: what a type is may be of any kind, and a set would have to hash it.
EVENTS = tuple(
    f"AlexaSkillEvent.{event}"
    for event in (
        "SkillEnabled",
        "SkillDisabled",
        "SkillPermissionAccepted",
        "SkillPermissionChanged",
        "SkillAccountLinked",
    )
)
_PADDING, _HASH = PKCS1v15(), SHA256()
# Base64 of a 6,144-bit signature; Amazon's are 2,048 bits long.
_MAX_SIGNATURE = 1024
_TIMESTAMP = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)",
    re.ASCII,
)


class Headers(Protocol):
    """Headers by name, in whatever case either is written: Werkzeug's are."""

    def get(self, key: str) -> str | None:
        """Return the value of a header, or None where there is none."""


class Verifier:
    """Amazon's rules for requests to a web service; no switch turns any of them off."""

    def __init__(
        self,
        skill_id: str,
        roots: Sequence[x509.Certificate],
        fetch: Fetch,
        now: Callable[[], float] = time.time,
        waiting: int = MAX_WAITING,
    ) -> None:
        """Accept requests for `skill_id`, with certificates `fetch` gets and `roots` vouch for.

        At most so many at once are `waiting` for a certificate; any more are turned away.
        """
        if not skill_id:
            raise ValueError("the skill id is empty")
        self._skill_id = skill_id
        self._keys = SigningKeys(roots, fetch, waiting)
        self._now = now

    def verify(self, headers: Headers, body: bytes) -> dict[str, Any]:
        """Return the parsed envelope of a request's raw body, or raise Refused.

        A repeated header is expected as one, joined with a comma as WSGI does: neither an address
        nor a signature has one in it.
        """
        address = _header(headers, "SignatureCertChainUrl")
        # Alexa still sends an SHA-1 signature in `Signature`: it proves nothing any more.
        encoded = _header(headers, "Signature-256")
        url = canonical_url(address)
        signature = _decode(encoded)
        now = self._now()
        _check_signature(self._keys.key_for(url, now), signature, body)
        envelope, request = _envelope(strict_json.parse(body))
        # A copy sent again within these seconds is accepted: to know it, every worker would have
        # to share what it has seen, and a second answer changes nothing, because we store nothing.
        _check_age(request, now)
        # Amazon signs for every skill, also for a stranger's that names our address.
        if not is_for(self._skill_id, envelope):
            raise Refused(ANOTHER_SKILL)
        return envelope


def _header(headers: Headers, name: str) -> str:
    value = headers.get(name)
    if not value:
        raise Refused(f"{name} is missing")
    return value


def _decode(encoded: str) -> bytes:
    if len(encoded) > _MAX_SIGNATURE:
        raise Refused("the signature is too long")
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:
        raise Refused("the signature is not base64") from None


def _check_signature(key: RSAPublicKey, signature: bytes, body: bytes) -> None:
    """Over the bytes as they came: the same JSON written differently has another signature."""
    try:
        key.verify(signature, body, _PADDING, _HASH)
    except (InvalidSignature, ValueError):
        raise Refused("the signature is not that of the body") from None


def _envelope(value: object) -> tuple[dict[str, Any], dict[str, Any]]:
    request = member(value, "request")
    if not isinstance(value, dict) or not isinstance(request, dict):
        raise Refused("the body is not an Alexa request")
    return value, request


def _check_age(request: dict[str, Any], now: float) -> None:
    """Both ways: a request from the future is as false as one from the past."""
    stamp = request.get("timestamp")
    if not isinstance(stamp, str) or not _TIMESTAMP.fullmatch(stamp):
        raise Refused("the timestamp is not a time with a zone")
    try:
        age = abs(now - datetime.fromisoformat(stamp).timestamp())
    except (ValueError, OverflowError):
        raise Refused("the timestamp is no such time") from None
    limit = EVENT_TOLERANCE_SECONDS if request.get("type") in EVENTS else TOLERANCE_SECONDS
    if age > limit:
        raise Refused(f"the timestamp is {age:.0f} seconds off, {limit} are allowed")
