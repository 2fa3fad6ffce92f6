"""Parsing of valid path data; invalid data is tested in ``broken_content``."""

from __future__ import annotations

import pytest

from skill.catalog.checks.svg_path import points


def read(path: str) -> list[float]:
    return [at for _, at in points(path)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M1 2L3 4", [1, 2, 3, 4]),
        ("M1,2 L 3,4", [1, 2, 3, 4]),
        ("M1 2l3 4-1-1", [1, 2, 4, 6, 3, 5]),
        ("M1 2h3v-1H9V8", [1, 2, 4, 1, 9, 8]),
        ("M1 2c1 1 2 2 3 3", [1, 2, 2, 3, 3, 4, 4, 5]),
        ("M1 2q1 1 2 2 1 1 2 2", [1, 2, 2, 3, 3, 4, 4, 5, 5, 6]),
        ("M1 2L9 9zl1 1", [1, 2, 9, 9, 2, 3]),
        ("M0.5 -1.5", [0.5, -1.5]),
    ],
)
def test_every_number_is_told_where_it_really_is(path: str, expected: list[float]) -> None:
    assert read(path) == expected


def test_each_number_knows_its_axis() -> None:
    assert [axis for axis, _ in points("M1 2h3v4")] == ["x", "y", "x", "y"]


@pytest.mark.parametrize("path", ["", " ", "m1 2", "M", "M1", "M1 2L", "M1 2H", "M1e3 2", "M+1 2"])
def test_what_is_not_path_data_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"must begin|needs|cannot be read"):
        read(path)
