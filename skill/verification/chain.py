"""Validate a downloaded certificate chain and return its signing key."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from .refusal import Refused

SIGNER = "echo-api.amazon.com"
MIN_KEY_BITS = 2048
# Amazon uses 2,048 bits; checking a larger key takes longer.
MAX_KEY_BITS = 8192
# Amazon's file holds four.
MAX_CERTIFICATES = 10
_ARMOUR = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_UNREADABLE = (
    ValueError,
    VerificationError,
    UnsupportedAlgorithm,
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True)
class SigningKey:
    """A public key, and the period (in seconds since 1970) in which its whole chain is valid."""

    public: RSAPublicKey
    not_before: float
    not_after: float

    def valid_at(self, now: float) -> bool:
        """Return whether every certificate of the chain is valid at `now`."""
        return self.not_before <= now <= self.not_after


def load_roots(pem: Path | None) -> list[x509.Certificate]:
    """Return the root certificates in the PEM file *pem*; None means those of certifi.

    Raises:
        ValueError: If the file has no readable certificate; the message names the file.
    """
    path = pem or Path(certifi.where())
    roots: list[x509.Certificate] = []
    with warnings.catch_warnings():
        # cryptography warns of an old root with a negative serial number.
        warnings.simplefilter("ignore")
        for block in _ARMOUR.findall(path.read_bytes()):
            # One by one, so that one unreadable root does not prevent the use of the others.
            try:
                roots.append(x509.load_pem_x509_certificate(block))
            except ValueError:
                continue
    if not roots:
        raise ValueError(f"{path}: no certificate to trust in this file")
    return roots


def signing_key(pem: bytes, roots: Store, now: float) -> SigningKey:
    """Return the key of the leaf certificate in *pem*.

    The chain must be valid at `now` (seconds since 1970), end in one of *roots* and be issued for
    SIGNER.

    Raises:
        Refused: If the chain is unreadable, not trusted or too long, or its key is not an RSA key
            of an allowed size.
    """
    try:
        path = _trusted_path(pem, roots, now)
        _check_leaf(path[0])
        # Take the key from the validated path, not from a second parse of the PEM file: two
        # parsers may disagree about which certificate comes first.
        public = path[0].public_key()
    except _UNREADABLE:
        raise Refused("the certificate chain is not valid") from None
    if not isinstance(public, RSAPublicKey):
        raise Refused("the certificate has no RSA key")
    # Path validation checks the key sizes of the issuers, but not of the leaf.
    if not MIN_KEY_BITS <= public.key_size <= MAX_KEY_BITS:
        raise Refused("the certificate's key has the wrong size")
    return SigningKey(
        public,
        max(certificate.not_valid_before_utc.timestamp() for certificate in path),
        min(certificate.not_valid_after_utc.timestamp() for certificate in path),
    )


def _trusted_path(pem: bytes, roots: Store, now: float) -> list[x509.Certificate]:
    """Return the validated path from the leaf up to a trusted root."""
    chain = x509.load_pem_x509_certificates(pem)
    if len(chain) > MAX_CERTIFICATES:
        raise Refused("the certificate chain is too long")
    when = datetime.fromtimestamp(now, UTC).replace(tzinfo=None)
    policy = PolicyBuilder().store(roots).time(when)
    return policy.build_server_verifier(x509.DNSName(SIGNER)).verify(chain[0], chain[1:])


def _check_leaf(leaf: x509.Certificate) -> None:
    """Check what path validation does not: the exact name, and the permission to sign."""
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if SIGNER not in names.get_values_for_type(x509.DNSName):
        # A certificate for *.amazon.com would pass otherwise.
        raise Refused("the certificate is not for Amazon's signer")
    if not leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature:
        raise Refused("the certificate may not sign")
