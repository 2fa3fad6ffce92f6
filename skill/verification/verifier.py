"""Verify that a request was signed by Amazon, recently, and for this skill.

Source: Amazon's "Host a Custom Skill as a Web Service".
"""

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

from ..alexa.application_id import ANOTHER_SKILL, is_for, member
from ..common.alexa_constants import TOLERANCE_SECONDS
from . import strict_json
from .certificate_url import canonical_url
from .download import Fetch
from .keys import MAX_WAITING, SigningKeys
from .refusal import Refused

# Amazon may deliver these five events late, and repeats them until the skill answers.
EVENT_TOLERANCE_SECONDS = 3600
# A tuple, not a set: the type in a request can be any JSON value, also one without a hash.
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
    """Request headers by case-insensitive name, such as Werkzeug's."""

    def get(self, key: str) -> str | None:
        """Return the value of a header, or None if it is missing."""


class Verifier:
    """Amazon's rules for requests to a web service; no setting disables any of them."""

    def __init__(
        self,
        skill_id: str,
        roots: Sequence[x509.Certificate],
        fetch: Fetch,
        now: Callable[[], float] = time.time,
        waiting: int = MAX_WAITING,
    ) -> None:
        """Accept requests for one skill.

        Args:
            skill_id: The skill's ID.
            roots: The root certificates in which a request's certificate chain must end.
            fetch: Returns the bytes at a URL, or raises FetchFailed.
            now: Returns the time in seconds since 1970.
            waiting: How many requests may wait for a certificate at once; more are refused.

        Raises:
            ValueError: If `skill_id` is empty.
        """
        if not skill_id:
            raise ValueError("the skill id is empty")
        self._skill_id = skill_id
        self._keys = SigningKeys(roots, fetch, waiting)
        self._now = now

    def verify(self, headers: Headers, body: bytes) -> dict[str, Any]:
        """Return the parsed envelope of the raw *body*.

        A repeated header arrives as one value, joined with a comma by WSGI. Neither a URL nor a
        signature may contain a comma, so it is refused.

        Raises:
            Refused: If any rule is broken.
        """
        address = _header(headers, "SignatureCertChainUrl")
        # Alexa also sends an SHA-1 signature in `Signature`; SHA-1 is not secure.
        encoded = _header(headers, "Signature-256")
        url = canonical_url(address)
        signature = _decode(encoded)
        now = self._now()
        _check_signature(self._keys.key_for(url, now), signature, body)
        envelope, request = _envelope(strict_json.parse(body))
        # A repeated request within this time is accepted: to detect it, all workers would have to
        # share a store, and answering it twice changes nothing, because the skill stores nothing.
        _check_age(request, now)
        # Amazon signs requests for every skill, also for another one that uses our endpoint.
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
    """Check the signature of the raw bytes: the same JSON, written differently, has another one."""
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
    """Raise Refused if the timestamp is too far from *now*, in the past or in the future."""
    stamp = request.get("timestamp")
    if not isinstance(stamp, str) or not _TIMESTAMP.fullmatch(stamp):
        raise Refused("the timestamp is not a time with a zone")
    try:
        age = abs(now - datetime.fromisoformat(stamp).timestamp())
    except (ValueError, OverflowError):
        raise Refused("the timestamp is not a possible time") from None
    limit = EVENT_TOLERANCE_SECONDS if request.get("type") in EVENTS else TOLERANCE_SECONDS
    if age > limit:
        raise Refused(f"the timestamp is {age:.0f} seconds off, {limit} are allowed")
