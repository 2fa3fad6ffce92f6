"""Compiled content is used exactly while it matches the content files."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from skill.catalog import Catalogs, ContentError, compiled, load_catalogs, ready_catalogs
from skill.catalog.__main__ import main
from skill.catalog.compiled import compile_catalogs, compiled_file
from tests.support.content import small_content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small content folder of one's own, compiled."""
    folder = small_content(tmp_path)
    assert main(["compile", str(folder)]) == 0
    return folder


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the folders that are read from now on, instead of being ready."""
    folders: list[Path] = []

    def read(folder: Path) -> object:
        folders.append(folder)
        return load_catalogs(folder)

    monkeypatch.setattr(compiled, "load_catalogs", read)
    return folders


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_ready_content_is_the_content(content: Path, unread: list[Path]) -> None:
    found, read = ready_catalogs(content), load_catalogs(content)
    assert dict(found) == dict(read)
    assert found["no-SUCH"] == read["no-SUCH"]
    assert unread == []


def test_content_that_was_never_compiled_is_read(content: Path, unread: list[Path]) -> None:
    compiled_file(content).unlink()
    assert ready_catalogs(content)["en-US"].routines
    assert unread == [content]


def test_a_changed_sentence_is_heard_at_once(content: Path, unread: list[Path]) -> None:
    change(content / "en" / "routines" / "calf.yaml", "title: ", "title: 'New'  # ")
    assert ready_catalogs(content)["en-US"].routines["calf"].title == "New"
    assert unread == [content]


def test_a_file_that_came_or_went_is_noticed(content: Path, unread: list[Path]) -> None:
    calf = content / "en" / "routines" / "calf.yaml"
    copy = calf.with_name("copy.yaml")
    shutil.copy(calf, copy)
    # Two routines for the same situations are refused.
    with copy.open("a", encoding="utf-8") as file:
        file.write('purpose: "bedtime"\n')
    assert "copy" in ready_catalogs(content)["en-US"].routines
    assert unread == [content]


def test_broken_content_stops_the_start_however_fresh_its_last_good_version(content: Path) -> None:
    change(content / "en" / "routines" / "calf.yaml", "title: ", "titel: ")
    with pytest.raises(ContentError, match="titel"):
        ready_catalogs(content)
    before = compiled_file(content).read_bytes()
    with pytest.raises(ContentError, match="titel"):
        compile_catalogs(content)
    assert compiled_file(content).read_bytes() == before


@pytest.mark.parametrize("length", [0, 5, 40])
def test_half_a_file_or_a_stranger_s_is_never_unpickled(
    content: Path, unread: list[Path], length: int
) -> None:
    # Were it unpickled, this would raise.
    other = b"x" * length + pickle.dumps(object())[:-1]
    compiled_file(content).write_bytes(other)
    assert ready_catalogs(content)["en-US"].routines
    assert unread == [content]


@pytest.mark.parametrize("damage", ["half", "one bit"])
def test_a_damaged_file_is_not_used(content: Path, unread: list[Path], damage: str) -> None:
    whole = bytearray(compiled_file(content).read_bytes())
    if damage == "half":
        del whole[len(whole) // 2 :]
    else:
        whole[len(whole) // 2] ^= 1
    compiled_file(content).write_bytes(whole)
    assert ready_catalogs(content)["en-US"].routines
    assert unread == [content]


def test_locales_share_what_they_say_alike(catalogs: Catalogs) -> None:
    here, there = catalogs["en-US"], catalogs["en-GB"]
    shared = {
        key for key, topic in here.topics["cause"].items() if topic is there.topics["cause"][key]
    }
    assert len(shared) > 50
    assert here.routines["calf"] is there.routines["calf"]
    assert here.prompts.tier["emergency"] != there.prompts.tier["emergency"]


def test_a_folder_that_cannot_be_written_is_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = compiled_file(content).parent
    shutil.rmtree(build)
    build.write_text("in the way", encoding="utf-8")
    assert main(["compile", str(content)]) == 1
    assert str(build) in capsys.readouterr().err
