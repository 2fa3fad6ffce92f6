from __future__ import annotations

import pytest

from skill.alexa.timestamp import unix_seconds

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [
        ("2027-01-15T08:00:00Z", NOW),
        ("2027-01-15T08:00:00.250Z", NOW + 0.25),
        ("2027-01-15T08:00:00+00:00", NOW),
        ("2027-01-15T08:00:00+0000", NOW),
        ("2027-01-15T13:30:00+05:30", NOW),
        ("2027-01-15T00:00:00-0800", NOW),
        (NOW, NOW),
        (NOW * 1000, NOW),
        (NOW + 0.5, NOW + 0.5),
        (str(NOW), NOW),
        (str(NOW * 1000), NOW),
        (0, 0),
    ],
)
def test_every_form_of_a_time_is_read(stamp: object, seconds: float) -> None:
    assert unix_seconds(stamp) == seconds


@pytest.mark.parametrize("stamp", [None, "", "now", "2027-01-15T08:00:00", "-1", True, [], {}])
def test_anything_else_is_no_time(stamp: object) -> None:
    with pytest.raises(ValueError, match="not a time with a zone"):
        unix_seconds(stamp)


@pytest.mark.parametrize(
    "stamp",
    ["2027-13-15T08:00:00Z", -1, 10**400, float("nan"), float("inf"), "9" * 16],
    ids=lambda stamp: str(stamp)[:20],
)
def test_an_impossible_time_is_refused(stamp: object) -> None:
    with pytest.raises(ValueError, match="not a possible time"):
        unix_seconds(stamp)
