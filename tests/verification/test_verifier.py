from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers

from skill import verification
from skill.verification import Refused, Verifier
from tests.support.certificate_chains import CHAINS
from tests.support.pki import the_pki
from tests.support.signed_requests import SKILL_ID, Sent, Signer, dump, envelope, stamp
from tests.support.verification_cases import CASES, Case

IN_PROCESS = [case for case in CASES if not case.over_http]
SIGNER = Signer(the_pki())


def file(url: str) -> bytes:
    """Return the certificate file of this name, whatever folder it is in."""
    chains = {chain.name: chain for chain in CHAINS}
    return chains[url.rsplit("/", 1)[-1].removesuffix(".pem")].build(the_pki())


def fresh() -> Verifier:
    return Verifier(SKILL_ID, the_pki().roots, file)


def verify(sent: Sent, verifier: Verifier | None = None) -> object:
    return (verifier or fresh()).verify(as_a_server_does(sent.headers), sent.body)


def as_a_server_does(headers: list[tuple[str, str]]) -> Headers:
    """Return headers as WSGI hands them over: those of one name are joined."""
    joined = Headers()
    for name, value in headers:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def reason(sent: Sent, verifier: Verifier | None = None) -> str:
    with pytest.raises(Refused) as refused:
        verify(sent, verifier)
    return refused.value.reason


@pytest.mark.parametrize("case", IN_PROCESS, ids=lambda case: case.id)
def test_a_request_is_verified_exactly_when_it_is_amazons(case: Case) -> None:
    sent = case.build(SIGNER)
    if case.accepted:
        assert verify(sent)
        return
    why = reason(sent)
    assert why == why.strip()
    assert "\n" not in why
    # The log repeats nothing of what a stranger or a user wrote.
    for secret in ("echo.api", "amazonaws", SKILL_ID, "LaunchRequest"):
        assert secret not in why


def test_the_table_is_not_empty() -> None:
    assert sum(case.accepted for case in IN_PROCESS) > 30
    assert sum(not case.accepted for case in IN_PROCESS) > 150


def test_the_envelope_comes_back_as_it_was_sent() -> None:
    sent = SIGNER.request(dump(envelope(locale="de-DE", note="木星")))
    assert verify(sent) == envelope(locale="de-DE", note="木星")


def test_the_body_is_not_read_before_its_signature_is_checked() -> None:
    sent = SIGNER.request()
    sent.body = b"[" * 100_000
    assert "signature" in reason(sent)


def test_the_limit_of_a_signature_s_length_is_exact() -> None:
    longest, longer = (SIGNER.request().with_header("Signature-256", "A" * n) for n in (1024, 1028))
    assert reason(longest) == "the signature is not that of the body"
    assert reason(longer) == "the signature is too long"


def test_a_skill_is_not_looked_at_before_the_time() -> None:
    assert "seconds off" in reason(SIGNER.request(dump(envelope("other", timestamp=stamp(-999)))))


def test_no_certificate_is_fetched_for_a_request_that_can_not_be_right() -> None:
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return file(url)

    verifier = Verifier(SKILL_ID, the_pki().roots, fetch)
    for name, value in (
        ("Signature-256", None),
        ("Signature-256", ""),
        ("Signature-256", "*"),
        ("Signature-256", "A" * 2000),
        ("SignatureCertChainUrl", "https://s3.amazonaws.com/other/good.pem"),
    ):
        reason(SIGNER.request().with_header(name, value), verifier)
    assert fetched == []
    verify(SIGNER.request(), verifier)
    assert len(fetched) == 1


def test_the_same_request_may_come_twice_while_it_is_fresh() -> None:
    sent, verifier = SIGNER.request(), fresh()
    assert verify(sent, verifier) == verify(sent, verifier)


def test_a_leaf_is_not_believed_after_it_expired_in_memory() -> None:
    clock = [time.time()]
    verifier = Verifier(SKILL_ID, the_pki().roots, file, lambda: clock[0])
    assert verify(SIGNER.request(), verifier)
    clock[0] += 366 * 86400
    later = dump(envelope(timestamp=stamp(366 * 86400)))
    assert "chain" in reason(SIGNER.request(later), verifier)


@pytest.mark.parametrize(
    ("seconds", "kind", "accepted"),
    [
        (150, "LaunchRequest", True),
        (-150, "LaunchRequest", True),
        (151, "LaunchRequest", False),
        (-151, "LaunchRequest", False),
        (3600, "AlexaSkillEvent.SkillDisabled", True),
        (-3600, "AlexaSkillEvent.SkillDisabled", True),
        (3601, "AlexaSkillEvent.SkillDisabled", False),
        (-3601, "AlexaSkillEvent.SkillDisabled", False),
    ],
)
def test_the_limits_of_time_are_exact(seconds: int, kind: str, accepted: bool) -> None:
    now = 1_800_000_000
    written = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    sent = SIGNER.request(dump(envelope(type=kind, timestamp=written)))
    verifier = Verifier(SKILL_ID, the_pki().roots, file, lambda: float(now + seconds))
    if accepted:
        assert verify(sent, verifier)
    else:
        assert reason(sent, verifier).startswith("the timestamp is")


@pytest.mark.parametrize("unit", [1, 1000])
@pytest.mark.parametrize("kind", [int, str])
@pytest.mark.parametrize(("seconds", "accepted"), [(150, True), (151, False), (-151, False)])
def test_the_limits_are_the_same_for_a_time_in_numbers(
    unit: int, kind: type, seconds: int, accepted: bool
) -> None:
    now = 1_800_000_000
    sent = SIGNER.request(dump(envelope(timestamp=kind(now * unit))))
    verifier = Verifier(SKILL_ID, the_pki().roots, file, lambda: float(now + seconds))
    if accepted:
        assert verify(sent, verifier)
    else:
        assert "151 seconds off" in reason(sent, verifier)


def test_the_log_says_how_far_the_clock_is_off() -> None:
    sent = SIGNER.request(dump(envelope(timestamp=stamp(-500))))
    assert reason(sent) in {
        f"the timestamp is {n} seconds off, 150 are allowed" for n in (500, 501)
    }


def test_header_names_are_the_same_in_any_case() -> None:
    for change in (str.lower, str.upper, str.title):
        sent = SIGNER.request()
        sent.headers = [(change(name), value) for name, value in sent.headers]
        assert verify(sent)


def test_two_headers_that_differ_only_in_case_are_refused() -> None:
    for name in ("Signature-256", "SignatureCertChainUrl"):
        sent = SIGNER.request()
        sent.headers.append((name.lower(), sent.header(name)))
        reason(sent)


@pytest.mark.parametrize("name", ["Signature-256", "SignatureCertChainUrl"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_header_that_is_not_there_is_named(name: str, value: str | None) -> None:
    assert reason(SIGNER.request().with_header(name, value)) == f"{name} is missing"


@pytest.mark.parametrize("name", ["Signature-256", "SignatureCertChainUrl"])
def test_two_headers_joined_by_the_server_are_refused(name: str) -> None:
    for join in (",", ", "):
        sent = SIGNER.request()
        sent.with_header(name, join.join([sent.header(name)] * 2))
        reason(sent)


def test_a_verifier_needs_a_skill_id() -> None:
    with pytest.raises(ValueError, match="skill id"):
        Verifier("", the_pki().roots, file)


@given(st.dictionaries(st.sampled_from(["Signature-256", "SignatureCertChainUrl", "x"]), st.text()))
@settings(max_examples=50, deadline=None, database=None)
def test_any_headers_are_refused_and_nothing_else_happens(headers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        fresh().verify(headers, b"{}")


def test_nothing_switches_the_verification_off() -> None:
    modules = sorted(Path(verification.__file__).parent.glob("*.py"))
    assert len(modules) > 5
    for module in modules:
        text = module.read_text()
        assert "environ" not in text
        assert "debug" not in text.lower()
