from __future__ import annotations

import ssl
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509.verification import Store

from skill.verification import Refused
from skill.verification.chain import load_roots, signing_key
from tests.support.certificate_chains import CHAINS, Chain
from tests.support.pki import DAY, issue, pem, public_pem, the_pki

# PEM labels around data that is no certificate.
ODD_ROOT = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
# Whether the chain of these is accepted depends on the parser; the signature is wrong in any case.
NOT_THE_CHAIN = {"mixed-last", "mixed-key"}


def test_there_are_good_and_bad_chains() -> None:
    assert sum(chain.accepted for chain in CHAINS) >= 8
    assert sum(not chain.accepted for chain in CHAINS) >= 30


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_a_chain_is_trusted_exactly_when_every_certificate_is_right(chain: Chain) -> None:
    pki = the_pki()
    store = Store(pki.roots)
    if chain.accepted or chain.name in NOT_THE_CHAIN:
        found = signing_key(chain.build(pki), store, time.time()).public
        assert found == load_pem_public_key(public_pem(pki.keys["signer"]))
    else:
        with pytest.raises(Refused):
            signing_key(chain.build(pki), store, time.time())


def test_a_key_counts_as_long_as_all_certificates_of_its_chain() -> None:
    pki = the_pki()
    key = signing_key(pki.good, Store(pki.roots), time.time())
    leaf = pki.leaf
    assert key.not_before == leaf.not_valid_before_utc.timestamp()
    assert key.not_after == leaf.not_valid_after_utc.timestamp()

    long = issue(pki.keys["signer"], pki.issuer, ends=400 * DAY)
    between = pki.issuer.certificate
    key = signing_key(pem(long, between), Store(pki.roots), time.time())
    assert key.not_after == between.not_valid_after_utc.timestamp()
    assert key.valid_at(key.not_after)
    assert not key.valid_at(key.not_after + 1)
    assert not key.valid_at(key.not_before - 1)


def test_a_key_counts_from_the_day_on_which_the_youngest_certificate_begins() -> None:
    pki = the_pki()
    young = issue(pki.keys["signer"], pki.issuer, starts=-DAY / 2)
    key = signing_key(pem(young, pki.issuer.certificate), Store(pki.roots), time.time())
    assert key.not_before == young.not_valid_before_utc.timestamp()
    assert not key.valid_at(key.not_before - 1)


def test_a_chain_is_judged_at_the_time_of_the_request() -> None:
    pki = the_pki()
    store = Store(pki.roots)
    assert signing_key(pki.good, store, time.time() + 360 * 86400)
    with pytest.raises(Refused):
        signing_key(pki.good, store, time.time() + 366 * 86400)
    with pytest.raises(Refused):
        signing_key(pki.good, store, time.time() - 2 * 86400)


def test_a_refusal_says_nothing_of_what_the_chain_contains() -> None:
    pki = the_pki()
    for chain in CHAINS:
        if not chain.accepted and chain.name not in NOT_THE_CHAIN:
            with pytest.raises(Refused) as refused:
                signing_key(chain.build(pki), Store(pki.roots), time.time())
            assert "\n" not in refused.value.reason
            assert "example" not in refused.value.reason


def test_without_a_file_the_roots_are_those_of_certifi() -> None:
    names = [root.subject.rfc4514_string() for root in load_roots(None)]
    assert len(names) > 100
    assert any("Amazon Root CA 1" in name for name in names)


def test_one_odd_root_does_not_disable_the_others(tmp_path: Path) -> None:
    pki = the_pki()
    file = tmp_path / "roots.pem"
    file.write_bytes(b"# ours\n" + ODD_ROOT + pem(*pki.roots) + ODD_ROOT)
    with pytest.raises(ssl.SSLError):
        ssl.create_default_context(cafile=str(file))
    assert load_roots(file) == pki.roots


@pytest.mark.parametrize("content", [b"", b"no certificate\n", ODD_ROOT])
def test_a_file_without_a_root_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "roots.pem"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"roots\.pem: no certificate to trust"):
        load_roots(file)


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"roots\.pem"):
        load_roots(tmp_path / "roots.pem")
