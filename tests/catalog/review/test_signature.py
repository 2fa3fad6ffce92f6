"""A clinician reads entries in the order of risk, and signs them into their files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from skill.catalog import load_catalogs
from skill.catalog.__main__ import main
from skill.catalog.review.review_queue import QueuedEntry, count_states, review_queue
from skill.common.paths import CONTENT, MODELS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(MODELS, tmp_path / MODELS.name)
    return tmp_path / "content"


def queue(content: Path) -> list[QueuedEntry]:
    return review_queue(load_catalogs(content)["other"])


def state(content: Path, group: str, entry: str) -> str:
    found = {(one.place.group, one.place.entry): one.state for one in queue(content)}
    return found[group, entry]


def test_emergencies_are_read_first_and_nothing_of_ours_is_signed() -> None:
    found = queue(CONTENT)
    catalog = load_catalogs(CONTENT)["other"]
    first = [one.place for one in found[:5]]
    assert {place.group for place in first} == {"warnings"}
    assert {catalog.warnings[place.entry].tier for place in first} == {"emergency"}
    assert count_states(found) == {"changed": 0, "never": len(found), "signed": 0}


@pytest.mark.parametrize(
    ("entry", "change"),
    [
        ("routines/calf", ("Now let go slowly.", "Now let go gently.")),
        ("warnings/unresponsive", ("roll them onto one side", "turn them onto one side")),
    ],
)
def test_a_signed_entry_stays_signed_until_its_words_change(
    content: Path, entry: str, change: tuple[str, str]
) -> None:
    group, key = entry.split("/")
    file = content / "en" / (f"{entry}.yaml" if group == "routines" else f"{group}.yaml")
    before = file.read_text(encoding="utf-8").splitlines()
    assert main(["sign", entry, "--by", 'Dr "A" Example', "--content", str(content)]) == 0
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if "reviewed: " not in line] == before
    assert len(after) == len(before) + 1
    assert state(content, group, key) == "signed"
    file.write_text("\n".join([*after, ""]).replace(*change), encoding="utf-8")
    assert state(content, group, key) == "changed"
    assert main(["sign", entry, "--by", "Dr B", "--content", str(content)]) == 0
    assert state(content, group, key) == "signed"
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(after)


def test_every_entry_of_ours_can_be_signed(content: Path) -> None:
    for one in queue(content)[::60]:
        name = f"{one.place.group}/{one.place.entry}"
        assert main(["sign", name, "--by", "Dr A", "--content", str(content)]) == 0, name


def test_an_unknown_entry_and_an_empty_name_are_refused(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sign", "warnings/gone", "--by", "Dr A", "--content", str(content)]) == 1
    assert main(["sign", "routines/calf", "--by", " ", "--content", str(content)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "warnings/gone: is no entry; python -m skill.catalog queue lists them",
        "routines/calf: write who has read the entry",
    ]
