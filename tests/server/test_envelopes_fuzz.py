from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.catalog import Catalog
from skill.verification import Refused
from skill.verification.certificate_url import canonical_url
from skill.verification.strict_json import parse
from tests import fuzz
from tests.support.endpoint import Door, Json
from tests.support.mutations import JUNK, bodies, handfuls, written

BOUNDED = settings(
    # The same requests every time; chance is for ``make fuzz``.
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


@pytest.fixture(scope="module")
def some(door: Door, catalog: Catalog) -> st.SearchStrategy[list[Json]]:
    return handfuls(door, catalog)


def test_an_envelope_changed_anyhow_is_answered_or_rightly_refused(
    door: Door, some: st.SearchStrategy[list[Json]]
) -> None:
    door.count.clear()

    @BOUNDED
    @given(some)
    def answered(few: list[Json]) -> None:
        for one in few:
            door.post(written(one))

    answered()
    assert door.count.total() >= 10 * BOUNDED.max_examples
    assert door.count["answered"] > 100
    assert door.count["refused"] > 0


def test_any_signed_bytes_are_answered_or_rightly_refused(
    door: Door, some: st.SearchStrategy[list[Json]]
) -> None:
    door.count.clear()

    @BOUNDED
    @given(bodies(some))
    def answered(body: bytes) -> None:
        door.post(body)

    answered()
    assert door.count["refused"] > 20


@BOUNDED
@given(
    headers=st.dictionaries(
        st.sampled_from(("Content-Type", "Signature-256", "SignatureCertChainUrl", "X")),
        st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60),
        min_size=1,
    )
)
def test_no_header_makes_the_app_stumble(door: Door, headers: dict[str, str]) -> None:
    answer = door.client.post("/alexa", data=b"{}", headers=headers)
    assert answer.status_code == 400
    assert door.check_line() == "refused"


@BOUNDED
@given(st.text(st.sampled_from("/.%:@?#\\ eE\u2024a0"), max_size=40))
def test_no_text_leads_a_certificate_url_out_of_amazons_folder(rest: str) -> None:
    for start in ("https://s3.amazonaws.com", "https://s3.amazonaws.com/echo.api", ""):
        try:
            url = canonical_url(start + rest)
        except Refused:
            continue
        path = url.removeprefix("https://s3.amazonaws.com/echo.api/")
        assert path != url
        assert not {"..", ".", ""} & set(path.split("/"))


@BOUNDED
@given(JUNK)
def test_strict_json_reads_back_what_was_written(value: object) -> None:
    text = json.dumps(value)
    assert parse(text.encode()) == json.loads(text, parse_int=whole_or_near)


def whole_or_near(digits: str) -> float:
    """Read a whole number as our reader does: beyond 64 bits it is the nearest float."""
    return int(digits) if -(2**63) <= int(digits) < 2**64 else float(digits)


@BOUNDED
@given(st.binary(max_size=60) | st.text('[]{}:,"\\u0dD8e19-. \ttrue', max_size=60).map(str.encode))
def test_strict_json_reads_any_bytes_or_refuses_them(body: bytes) -> None:
    try:
        value = parse(body)
    except Refused:
        return
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()


def test_the_long_run_says_what_it_sent(
    door: Door,
    some: st.SearchStrategy[list[Json]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    door.count.clear()
    monkeypatch.setattr(fuzz, "BATCH", 20)
    assert fuzz.run(door, some, 201, first=0) == 0
    assert re.search(r"\n220 requests in \d+ s: .*answered.*; broken: 0\n", capsys.readouterr().out)
