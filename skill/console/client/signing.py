"""A temporary certificate authority: signs the requests of the console for the real endpoint."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_SIGNER = "echo-api.amazon.com"
_URL = "https://s3.amazonaws.com/echo.api/alexa-console.pem"
# Long, because the console's clock can be moved.
_LIFE = timedelta(days=3650)


class SigningAuthority:
    """A root certificate and a signing certificate, in memory only."""

    def __init__(self) -> None:
        """Create the keys, which takes a moment."""
        self._key = rsa.generate_private_key(65537, 2048)
        root_key = rsa.generate_private_key(65537, 2048)
        root = _root(root_key)
        self.roots: list[x509.Certificate] = [root]
        self._signer = _signer(self._key, root, root_key)

    def fetch(self, url: str) -> bytes:
        """Return the PEM chain for the console's certificate URL; no bytes for others."""
        return self.chain() if url == _URL else b""

    def chain(self) -> bytes:
        """Return the signing certificate and the root certificate as a PEM file."""
        return self._signer.public_bytes(Encoding.PEM) + self.root_pem()

    def headers(self, body: bytes) -> dict[str, str]:
        """Return the headers of a signed request with this *body*."""
        signature = self._key.sign(body, PKCS1v15(), SHA256())
        return {
            "Content-Type": "application/json",
            "SignatureCertChainUrl": _URL,
            "Signature-256": base64.b64encode(signature).decode("ascii"),
        }

    def root_pem(self) -> bytes:
        """Return the root certificate as a PEM file, for the trust store of the application."""
        return self.roots[0].public_bytes(Encoding.PEM)


def _root(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = _common_name("Alexa test console")
    builder = (
        _builder(name, key.public_key(), name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(authority=True), critical=True)
    )
    return builder.sign(key, SHA256())


def _signer(
    key: rsa.RSAPrivateKey, root: x509.Certificate, root_key: rsa.RSAPrivateKey
) -> x509.Certificate:
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    names = x509.SubjectAlternativeName([x509.DNSName(_SIGNER)])
    builder = (
        _builder(_common_name(_SIGNER), key.public_key(), root.subject, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(authority=False), critical=True)
        .add_extension(usage, critical=False)
        .add_extension(names, critical=False)
    )
    return builder.sign(root_key, SHA256())


def _builder(
    name: x509.Name, key: rsa.RSAPublicKey, issuer: x509.Name, issuer_key: rsa.RSAPublicKey
) -> x509.CertificateBuilder:
    """Return a builder with the common fields of both certificates."""
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _LIFE)
        .not_valid_after(now + _LIFE)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False
        )
    )


def _common_name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    """Return the key usage: the root may only sign certificates, the signer only requests."""
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
