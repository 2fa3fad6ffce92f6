"""A certificate authority that can also issue invalid certificates."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

SIGNER = "echo-api.amazon.com"
DAY = timedelta(days=1)
STARTED = datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Issuer:
    """A certificate and the key that signs with it."""

    certificate: x509.Certificate
    key: Key


def issue(
    key: Key,
    issuer: Issuer | None = None,
    *,
    name: str = SIGNER,
    ca: bool = False,
    path_length: int | None = None,
    san: Sequence[x509.GeneralName] | None = (x509.DNSName(SIGNER),),
    uses: Sequence[x509.ObjectIdentifier] = (ExtendedKeyUsageOID.SERVER_AUTH,),
    signs: bool = True,
    key_usage: bool = True,
    starts: timedelta = -DAY,
    ends: timedelta = 365 * DAY,
    unknown_critical: bool = False,
) -> x509.Certificate:
    """Return a certificate; defaults are valid, and without *issuer* it is self-signed."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing = issuer.key if issuer else key
    extensions: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca, path_length), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False),
    ]
    if key_usage:
        usage = x509.KeyUsage(signs, False, not ca, False, False, ca, ca, False, False)
        extensions.append((usage, True))
    if uses and not ca:
        extensions.append((x509.ExtendedKeyUsage(uses), False))
    if san and not ca:
        extensions.append((x509.SubjectAlternativeName(san), False))
    if unknown_critical:
        oid = x509.ObjectIdentifier("1.3.6.1.4.1.99999.1")
        extensions.append((x509.UnrecognizedExtension(oid, b"\x05\x00"), True))
    builder = x509.CertificateBuilder(
        issuer_name=issuer.certificate.subject if issuer else subject,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=STARTED + starts,
        not_valid_after=STARTED + ends,
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(
        signing, None if isinstance(signing, ed25519.Ed25519PrivateKey) else SHA256()
    )


def pem(*certificates: x509.Certificate) -> bytes:
    """Return the certificates as one PEM file, in this order."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def private_pem(key: Key) -> bytes:
    """Return the private key as a PEM file."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(key: Key) -> bytes:
    """Return the public key as a PEM file."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign(
    key: Key,
    body: bytes,
    digest: HashAlgorithm | None = None,
    scheme: padding.AsymmetricPadding | None = None,
) -> str:
    """Return the value of the Signature-256 header."""
    digest = digest or SHA256()
    if isinstance(key, rsa.RSAPrivateKey):
        raw = key.sign(body, scheme or padding.PKCS1v15(), digest)
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        raw = key.sign(body, ec.ECDSA(digest))
    else:
        raw = key.sign(body)
    return base64.b64encode(raw).decode("ascii")


class Pki:
    """One trusted root, one issuer, the signer's key and a stranger's key."""

    def __init__(self) -> None:
        # Elliptic curves if the type of the key does not matter, because they are fast to generate.
        root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = Issuer(issue(root_key, name="Test Root", ca=True, ends=3650 * DAY), root_key)
        issuer_key = ec.generate_private_key(ec.SECP256R1())
        self.issuer = Issuer(
            issue(issuer_key, self.root, name="Test Issuer", ca=True, path_length=0), issuer_key
        )
        self.keys: dict[str, Key] = {
            "signer": rsa.generate_private_key(65537, 2048),
            "stranger": rsa.generate_private_key(65537, 2048),
            "1024 bits": rsa.generate_private_key(65537, 1024),  # noqa: S505  to be refused
            "elliptic": ec.generate_private_key(ec.SECP256R1()),
            "edwards": ed25519.Ed25519PrivateKey.generate(),
        }
        self.leaf = issue(self.keys["signer"], self.issuer)

    @property
    def roots(self) -> list[x509.Certificate]:
        return [self.root.certificate]

    @property
    def good(self) -> bytes:
        """The chain as Amazon sends it: signer, issuer."""
        return pem(self.leaf, self.issuer.certificate)

    def tls(self, hosts: Sequence[str]) -> bytes:
        """Return the key and chain of a TLS server with these host names."""
        key = self.keys["elliptic"]
        leaf = issue(key, self.issuer, name=hosts[0], san=[x509.DNSName(host) for host in hosts])
        return pem(leaf, self.issuer.certificate) + private_pem(key)


@cache
def the_pki() -> Pki:
    """Return the authority that all tests of this process share."""
    return Pki()
