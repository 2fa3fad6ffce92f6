"""Valid and invalid certificate files: file name, signing key, whether it must be accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.support.pki import DAY, SIGNER, Issuer, Pki, issue, pem, public_pem

SECOND = timedelta(seconds=1)


class Chain(NamedTuple):
    name: str
    accepted: bool
    build: Callable[[Pki], bytes]
    key: str = "signer"


def leaf(key: str = "signer", **changes: Any) -> Callable[[Pki], bytes]:
    """The valid chain with one change to its leaf certificate."""
    return lambda pki: pem(
        issue(pki.keys[key], pki.issuer, **changes),
        pki.issuer.certificate,
    )


def issuer(**changes: Any) -> Callable[[Pki], bytes]:
    """The valid chain with one change to its intermediate certificate."""

    def build(pki: Pki) -> bytes:
        changed: dict[str, Any] = {"name": "Test Issuer", "ca": True, "path_length": 0} | changes
        between = issue(pki.issuer.key, pki.root, **changed)
        return pem(issue(pki.keys["signer"], Issuer(between, pki.issuer.key)), between)

    return build


def untrusted(pki: Pki) -> bytes:
    """A complete chain to a root with the same name as the trusted one, but another key."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = Issuer(issue(key, name="Test Root", ca=True), key)
    return pem(issue(pki.keys["signer"], root), root.certificate)


def cross_signed(pki: Pki) -> bytes:
    """A chain with the trusted root a second time, cross-signed by a retired root."""
    key = ec.generate_private_key(ec.SECP256R1())
    retired = Issuer(issue(key, name="Retired Root", ca=True), key)
    crossed = issue(pki.root.key, retired, name="Test Root", ca=True)
    return pem(pki.leaf, pki.issuer.certificate, crossed)


def leaf_as_issuer(pki: Pki) -> bytes:
    """A chain in which a genuine leaf certificate has issued another one."""
    forged = issue(pki.keys["stranger"], Issuer(pki.leaf, pki.keys["signer"]))
    return pem(forged, pki.leaf, pki.issuer.certificate)


def too_deep(pki: Pki) -> bytes:
    """A chain with more intermediate certificates than its path length allows."""
    key = ec.generate_private_key(ec.SECP256R1())
    lower = Issuer(issue(key, pki.issuer, name="Lower Issuer", ca=True), key)
    return pem(issue(pki.keys["signer"], lower), lower.certificate, pki.issuer.certificate)


def self_signed(pki: Pki) -> x509.Certificate:
    return issue(pki.keys["stranger"])


def labelled(data: bytes, label: bytes) -> bytes:
    return data.replace(b" CERTIFICATE", b" " + label)


CHAINS = [
    Chain("good", True, lambda pki: pki.good),
    Chain("with-root", True, lambda pki: pki.good + pem(*pki.roots)),
    Chain("root-second", True, lambda p: pem(p.leaf, *p.roots, p.issuer.certificate)),
    Chain("leaf-twice", True, lambda p: pem(p.leaf, p.leaf, p.issuer.certificate)),
    Chain("cross-signed", True, cross_signed),
    Chain("comments", True, lambda pki: b"subject=signer\n" + pki.good.replace(b"\n", b"\r\n")),
    Chain("names", True, leaf(san=[x509.DNSName("a.amazon.com"), x509.DNSName(SIGNER)])),
    Chain("no-extended-use", True, leaf(uses=[])),
    Chain("ten", True, lambda p: p.good + pem(*p.roots * 8)),
    Chain("expired", False, leaf(starts=-9 * DAY, ends=-SECOND)),
    Chain("not-yet", False, leaf(starts=DAY)),
    Chain("other-name", False, leaf(san=[x509.DNSName("echo-api.example.com")])),
    Chain("name-as-suffix", False, leaf(san=[x509.DNSName(SIGNER + ".evil.example")])),
    Chain("name-as-uri", False, leaf(san=[x509.UniformResourceIdentifier(SIGNER)])),
    Chain("name-as-mail", False, leaf(san=[x509.RFC822Name("a@" + SIGNER)])),
    Chain("name-as-subject", False, leaf(san=None)),
    Chain("wildcard", False, leaf(san=[x509.DNSName("*.amazon.com")])),
    Chain("self-signed", False, lambda pki: pem(self_signed(pki)), "stranger"),
    Chain("untrusted", False, untrusted),
    Chain("alone", False, lambda pki: pem(pki.leaf)),
    Chain("reversed", False, lambda pki: pem(pki.issuer.certificate, pki.leaf)),
    Chain("leaf-as-issuer", False, leaf_as_issuer, "stranger"),
    Chain("too-deep", False, too_deep),
    Chain("issuer-expired", False, issuer(starts=-9 * DAY, ends=-SECOND)),
    Chain("issuer-not-yet", False, issuer(starts=DAY)),
    Chain("issuer-no-authority", False, issuer(ca=False, path_length=None)),
    Chain("issuer-critical", False, issuer(unknown_critical=True)),
    Chain("elliptic", False, leaf("elliptic"), "elliptic"),
    Chain("edwards", False, leaf("edwards"), "edwards"),
    Chain("1024-bits", False, leaf("1024 bits"), "1024 bits"),
    Chain("client-only", False, leaf(uses=[ExtendedKeyUsageOID.CLIENT_AUTH])),
    Chain("may-not-sign", False, leaf(signs=False)),
    Chain("no-key-usage", False, leaf(key_usage=False)),
    Chain("critical", False, leaf(unknown_critical=True)),
    Chain("an-authority", False, leaf(ca=True)),
    # A genuine chain, with another certificate in a place where some parsers would read it.
    Chain("mixed-first", False, lambda p: pem(self_signed(p)) + p.good, "stranger"),
    Chain("mixed-last", False, lambda p: p.good + pem(self_signed(p)), "stranger"),
    Chain("mixed-key", False, lambda p: public_pem(p.keys["stranger"]) + p.good, "stranger"),
    Chain(
        "mixed-label",
        False,
        lambda p: labelled(pem(self_signed(p)), b"X509 CERTIFICATE") + p.good,
        "stranger",
    ),
    Chain(
        "mixed-unknown-label",
        False,
        lambda p: labelled(p.good, b"TEXT") + pem(self_signed(p)),
        "stranger",
    ),
    Chain("eleven", False, lambda p: p.good + pem(*p.roots * 9)),
    Chain("binary", False, lambda pki: pki.leaf.public_bytes(Encoding.DER)),
    Chain("page", False, lambda _: b"<html><body>not found</body></html>"),
    Chain("empty", False, lambda _: b""),
    Chain("cut", False, lambda pki: pki.good[:700]),
    Chain(
        "junk", False, lambda _: b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    ),
]
