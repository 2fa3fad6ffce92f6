from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from skill.common.strict_yaml import YamlError, read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "content.yaml"


def read(file: Path, text: str) -> Any:
    file.write_text(text, encoding="utf-8")
    return read_yaml(file)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30),
        ("0", 0),
        ("-5", -5),
        ("0.5", 0.5),
        ("true", True),
        ("false", False),
        ("2026-12-31", datetime.date(2026, 12, 31)),
        ('"no"', "no"),
        ("10:30", "10:30"),
        ("0o17", "0o17"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("nothing to see", "nothing to see"),
    ],
)
def test_a_value_is_read_as_everybody_would_read_it(file: Path, text: str, value: Any) -> None:
    found = read(file, f"x: {text}")["x"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("word", ["yes", "No", "on", "OFF", "y", "N", "True", "FALSE"])
def test_a_word_that_yaml_takes_for_a_truth_value_must_be_quoted(file: Path, word: str) -> None:
    with pytest.raises(
        YamlError, match=rf":1: {word} would be read as true or false: put it in double quotes"
    ):
        read(file, f"x: [{word}]")


@pytest.mark.parametrize("word", ["on", "no", "yes", "y"])
def test_a_key_is_always_a_word(file: Path, word: str) -> None:
    assert read(file, f"{word}: 1") == {word: 1}


@pytest.mark.parametrize("key", ["1", "2026-12-31", "true", "[a]"])
def test_a_key_that_is_no_word_is_refused(file: Path, key: str) -> None:
    with pytest.raises(YamlError, match="a name before a colon is no word: use letters"):
        read(file, f"{key}: 1")


def test_a_repeated_key_is_refused_where_it_stands(file: Path) -> None:
    with pytest.raises(YamlError, match=r":3: 'a' appears twice: delete or rename one"):
        read(file, "a: 1\nb: 2\na: 3\n")


def test_a_repeated_key_is_refused_inside_a_list_too(file: Path) -> None:
    with pytest.raises(YamlError, match="'a' appears twice"):
        read(file, "x: [{a: 1, a: 2}]")


@pytest.mark.parametrize("text", ["x: !!python/object:os.system {}", "x: !secret here"])
def test_a_tag_makes_no_object(file: Path, text: str) -> None:
    with pytest.raises(
        YamlError, match="has a text that begins with !: put the text in double quotes"
    ):
        read(file, text)


def test_a_date_that_does_not_exist_is_refused(file: Path) -> None:
    with pytest.raises(YamlError, match=":1: 2026-02-30 is no day: correct the date"):
        read(file, "x: 2026-02-30")


def test_every_message_is_one_line_that_names_the_file(file: Path) -> None:
    for text in ("x: [", "x: no", "a: 1\na: 2", "\x07", "x: 2026-02-30", "x: *gone"):
        with pytest.raises(YamlError) as caught:
            read(file, text)
        assert re.match(rf"{re.escape(str(file))}:(\d+:)? ", str(caught.value))
        assert "\n" not in str(caught.value)


def test_a_missing_file_is_said_to_be_missing(file: Path) -> None:
    with pytest.raises(YamlError, match="No such file"):
        read_yaml(file)


def test_bytes_that_are_not_utf_8_are_pointed_at(file: Path) -> None:
    file.write_bytes(b"ab\xff")
    with pytest.raises(YamlError, match=":1: is not UTF-8: save the file"):
        read_yaml(file)
