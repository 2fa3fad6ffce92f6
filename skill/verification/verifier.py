"""Verify that a request was signed by Amazon, recently, and for this skill.

Source: Amazon's "Host a Custom Skill as a Web Service".
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from ..alexa import timestamp
from ..alexa.application_id import ANOTHER_SKILL, is_for, member
from ..common.alexa_constants import TOLERANCE_SECONDS
from . import strict_json
from .certificate_url import canonical_url
from .chain_file import ChainFile
from .download import Fetch
from .keys import Download, SigningKeys
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
        chains: ChainFile | None = None,
    ) -> None:
        """Accept requests for one skill.

        Args:
            skill_id: The skill's ID.
            roots: The root certificates in which a request's certificate chain must end.
            fetch: Returns the bytes at a URL, or raises FetchFailed.
            now: Returns the time in seconds since 1970.
            chains: The certificate chains of earlier processes; each is validated again.

        Raises:
            ValueError: If `skill_id` is empty.
        """
        if not skill_id:
            raise ValueError("the skill id is empty")
        self._skill_id = skill_id
        self._keys = SigningKeys(roots, fetch, chains)
        self._now = now

    def verify(self, headers: Headers, body: bytes) -> dict[str, Any]:
        """Return the parsed envelope of the raw *body*; wait for a certificate that is not known.

        Raises:
            Refused: If any rule is broken.
        """
        if download := self.key_download(headers):
            self.wait(download)
        return self.check(headers, body)

    def key_download(self, headers: Headers) -> Download | None:
        """Start the download of a certificate that is not known; `check` needs its outcome."""
        try:
            url, _ = _claims(headers)
        except Refused:
            return None
        return self._keys.download(url, self._now())

    def wait(self, download: Download) -> None:
        """Block until *download* is done; raise Refused if too many requests are waiting."""
        self._keys.wait(download)

    def check(self, headers: Headers, body: bytes) -> dict[str, Any]:
        """Return the parsed envelope of the raw *body*, without waiting for a certificate.

        Raises:
            Refused: If any rule is broken, or the certificate is not there yet.
        """
        url, signature = _claims(headers)
        now = self._now()
        _check_signature(self._keys.known_key(url, now), signature, body)
        envelope, request = _envelope(strict_json.parse(body))
        # A repeated request within this time is accepted: to detect it, all workers would have to
        # share a store, and answering it twice changes nothing, because the skill stores nothing.
        _check_age(request, now)
        # Amazon signs requests for every skill, also for another one that uses our endpoint.
        if not is_for(self._skill_id, envelope):
            raise Refused(ANOTHER_SKILL)
        return envelope


def _claims(headers: Headers) -> tuple[str, bytes]:
    """Return the certificate URL, normalised, and the signature.

    A repeated header arrives as one value, joined with a comma. Neither a URL nor a signature may
    contain a comma, so it is refused.
    """
    address = _header(headers, "SignatureCertChainUrl")
    # Alexa also sends an SHA-1 signature in `Signature`; SHA-1 is not secure.
    encoded = _header(headers, "Signature-256")
    return canonical_url(address), _decode(encoded)


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
    try:
        age = abs(now - timestamp.unix_seconds(request.get("timestamp")))
    except ValueError as error:
        raise Refused(f"the timestamp is {error}") from None
    limit = EVENT_TOLERANCE_SECONDS if request.get("type") in EVENTS else TOLERANCE_SECONDS
    if age > limit:
        raise Refused(f"the timestamp is {age:.0f} seconds off, {limit} are allowed")
