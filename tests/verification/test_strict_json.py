from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.verification import Refused
from skill.verification.strict_json import MAX_DEPTH, parse

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)

AMBIGUOUS = {
    "a repeated key": b'{"a":1,"a":1}',
    "a repeated key, written differently": b'{"a":1,"\\u0061":2}',
    "a repeated key, and a colon that makes up for its loss": b'{"a":1,"a":"\\u003a","b":2}',
    "a repeated key, and colons in other words": b'{"a:":1,"a:":"::"}',
    "a repeated key further in": b'[{"b":{"a":1,"a":2}}]',
    "NaN": b'{"a":NaN}',
    "Infinity": b"[Infinity]",
    "minus Infinity": b"[-Infinity]",
    "a number that becomes Infinity": b"[1e400]",
    "half a surrogate pair": b'["\\ud83e"]',
    "half a surrogate pair as a key": b'{"\\uDC00":1}',
    "half a surrogate pair in bytes": b'["\xed\xa0\x80"]',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "UTF-32 without a mark": '{"a":1}'.encode("utf-32-be"),
    "Latin-1": b'["\xe9"]',
    "an overlong slash": b'["\xc0\xaf"]',
    "nothing": b"",
    "a trailing comma": b"[1,]",
    "two values": b"{} {}",
    "a comment": b"{} // yes",
    "a line break in a string": b'["a\nb"]',
    "an octal number": b"[010]",
    "an integer of 5,000 digits": b"[" + b"9" * 5000 + b"]",
    "100,000 open lists": b"[" * 100_000,
    "100,000 nested lists": b"[" * 100_000 + b"]" * 100_000,
    "900 nested objects": b'{"a":' * 900 + b"1" + b"}" * 900,
}


@pytest.mark.parametrize("body", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_body_that_could_mean_two_things_is_refused(body: bytes) -> None:
    with pytest.raises(Refused, match=r"^the body is not strict JSON$"):
        parse(body)


@given(JSON)
@settings(max_examples=40, deadline=None, database=None)
def test_ordinary_json_is_read_as_it_is(value: Any) -> None:
    assert parse(json.dumps(value).encode()) == value


#: What is JSON, what nearly is, and what repeats a key.
WRITTEN = JSON.map(lambda value: json.dumps(value).encode())
BODIES = (
    st.binary()
    | WRITTEN
    | WRITTEN.map(lambda body: body[:-1])
    | WRITTEN.map(lambda body: b'{"a":1,"b":' + body + b',"a":2}')
)


@given(BODIES)
@settings(max_examples=40, deadline=None, database=None)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        expected = orjson.loads(body)
        json.loads(body, object_pairs_hook=unique)
    except ValueError:
        with pytest.raises(Refused):
            parse(body)
    else:
        assert parse(body) == expected


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key is repeated")
    return dict(pairs)


@pytest.mark.parametrize("body", ['{"a":"\\ud83e\\ude90"}', '{"a":"🪐"}', '{"a":"\\\\ud83e"}'])
def test_a_planet_may_be_written_in_three_ways(body: str) -> None:
    assert parse(body.encode()) == json.loads(body)


def test_nesting_counts_down_to_the_last_level() -> None:
    assert parse(b"[" * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH)
    with pytest.raises(Refused):
        parse(b"[" * (MAX_DEPTH + 1) + b"1" + b"]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("body", ['{"a\\u003a":"\\u003A:"}', '{"a":"\\\\u003a"}', '{"a:b":":"}'])
def test_a_colon_in_a_text_is_no_repetition(body: str) -> None:
    assert parse(body.encode()) == json.loads(body)


def test_a_number_beyond_64_bits_is_the_nearest_float() -> None:
    assert parse(b"[123456789012345678901234567890]") == [1.2345678901234568e29]


def test_the_same_key_in_two_objects_is_no_repetition() -> None:
    assert parse(b'[{"a":1},{"a":2,"b":{"a":3}}]') == [{"a": 1}, {"a": 2, "b": {"a": 3}}]
