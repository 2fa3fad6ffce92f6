from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from skill.console.client.signing import SigningAuthority
from skill.verification import Refused, Verifier, load_roots
from tests.support.signed_requests import SKILL_ID, dump, envelope, stamp


@pytest.fixture(scope="module")
def authority() -> SigningAuthority:
    return SigningAuthority()


def test_the_real_verification_accepts_the_console_s_requests(authority: SigningAuthority) -> None:
    verifier = Verifier(SKILL_ID, authority.roots, authority.fetch)
    body = dump(envelope(locale="en-GB"))
    assert verifier.verify(authority.headers(body), body) == envelope(locale="en-GB")


def test_the_headers_are_for_exactly_these_bytes(authority: SigningAuthority) -> None:
    verifier = Verifier(SKILL_ID, authority.roots, authority.fetch)
    body = dump(envelope())
    with pytest.raises(Refused, match="signature"):
        verifier.verify(authority.headers(body), body + b" ")


def test_the_console_s_clock_may_be_years_away(authority: SigningAuthority) -> None:
    years = 2 * 365 * 86400
    for now in (time.time() - years, time.time() + years):
        verifier = Verifier(SKILL_ID, authority.roots, authority.fetch, partial(float, now))
        body = dump(envelope(timestamp=stamp(now - time.time())))
        assert verifier.verify(authority.headers(body), body)


def test_an_app_that_trusts_amazon_does_not_trust_the_console(authority: SigningAuthority) -> None:
    body = dump(envelope())
    with pytest.raises(Refused, match="chain"):
        Verifier(SKILL_ID, load_roots(None), authority.fetch).verify(authority.headers(body), body)


def test_one_console_does_not_trust_another(authority: SigningAuthority) -> None:
    body = dump(envelope())
    with pytest.raises(Refused):
        Verifier(SKILL_ID, SigningAuthority().roots, authority.fetch).verify(
            authority.headers(body), body
        )


def test_there_is_one_certificate_only(authority: SigningAuthority) -> None:
    url = authority.headers(b"")["SignatureCertChainUrl"]
    assert authority.fetch(url).count(b"BEGIN CERTIFICATE") == 2
    assert not authority.fetch("https://s3.amazonaws.com/echo.api/other.pem")


def test_the_root_can_be_the_app_s_trust_store(authority: SigningAuthority, tmp_path: Path) -> None:
    file = tmp_path / "console.pem"
    file.write_bytes(authority.root_pem())
    assert load_roots(file) == authority.roots
    assert b"PRIVATE" not in authority.root_pem()


def test_the_headers_are_those_of_json(authority: SigningAuthority) -> None:
    assert authority.headers(b"{}")["Content-Type"] == "application/json"
