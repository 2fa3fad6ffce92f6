from __future__ import annotations

import datetime
import html
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from skill.catalog import Catalog, load_catalogs
from skill.catalog.__main__ import main
from skill.catalog.review.review_page import review_page, version
from skill.catalog.review.review_sheet import disagrees, sheet_entries
from skill.catalog.texts import spoken_texts
from tests.conftest import our_catalogs
from tests.support.content import small_content

TODAY = datetime.date(2026, 1, 31)
CALLS = {"en-US": "nine one one", "other": "your local emergency number"}

#: Elements that have no end tag.
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Reads a page as a browser does, and refuses elements that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"id", "href"}:
                (self.ids if name == "id" else self.links).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def words(text: str) -> str:
    return " ".join(text.split())


def sheet(catalog: Catalog) -> str:
    return review_page(catalog, sheet_entries(catalog), CALLS, TODAY)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return our_catalogs()["other"]


@pytest.fixture(scope="module")
def ours(catalog: Catalog) -> str:
    return sheet(catalog)


@pytest.fixture(scope="module")
def read(ours: str) -> Reader:
    return Reader(ours)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_content(tmp_path)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_text_that_can_be_spoken_is_on_the_sheet(catalog: Catalog, read: Reader) -> None:
    shown = words(read.text)
    texts = list(spoken_texts(catalog))
    assert len(texts) > 1000
    assert [text.place for text in texts if words(text.text) not in shown] == []


def test_every_claim_is_on_the_sheet_with_what_is_said_instead(
    catalog: Catalog, read: Reader
) -> None:
    shown = words(read.text)
    assert catalog.claims
    for key, claim in catalog.claims.items():
        assert key in shown
        assert words(claim.says) in shown, key
        assert words(claim.instead) in shown, key


def test_every_source_is_on_the_sheet(catalog: Catalog, read: Reader) -> None:
    shown = words(read.text)
    assert catalog.references
    for key, reference in catalog.references.items():
        assert words(reference.title) in shown, key
        assert f"reference-{key}" in read.ids


def test_a_source_that_nobody_has_read_is_marked(catalog: Catalog, ours: str) -> None:
    recalled = [key for key, it in catalog.references.items() if it.read == "recalled"]
    assert recalled
    for key in recalled:
        assert re.search(rf'id="reference-{key}"><td>\d+†</td>', ours), key


def test_every_claim_on_which_sources_disagree_is_in_the_list_of_those(
    catalog: Catalog, ours: str
) -> None:
    listed = ours.partition('<h2 id="disagreements">')[2].partition("</section>")[0]
    mixed = [key for key, claim in catalog.claims.items() if claim.grade == "mixed"]
    said = [key for key, claim in catalog.claims.items() if disagrees(claim)]
    assert len(said) > len(mixed) > 10
    assert [key for key in said if f">{key}<" not in listed] == []


def test_a_passage_that_says_its_sources_disagree_is_marked(content: Path) -> None:
    assert "Sources disagree</b> about" not in sheet(load_catalogs(content)["other"])
    change(content / "en/causes.yaml", "may cramp.", "may cramp, but experts disagree.")
    shown = sheet(load_catalogs(content)["other"])
    assert "Sources disagree</b> about: Tired muscles cramp." in shown


def test_an_entry_nobody_has_reviewed_says_so(catalog: Catalog, ours: str) -> None:
    citing = [it for group in sheet_entries(catalog).values() for it in group if it.cites]
    unreviewed = [entry for entry in citing if not entry.review]
    assert len(citing) > 200
    assert ours.count('class="unreviewed"') == len(unreviewed)


def test_a_review_is_shown_with_its_dates(content: Path) -> None:
    signed = 'synonyms: ["tired legs"]\n  reviewed: {by: "Dr A. Lee", on: 2026-01-02, until: %s}'
    change(content / "en/causes.yaml", 'synonyms: ["tired legs"]', signed % "2999-12-31")
    shown = words(Reader(sheet(load_catalogs(content)["other"])).text)
    assert (
        "fatigue Reviewed by Dr A. Lee on 2026-01-02; to be reviewed again by 2999-12-31." in shown
    )


def test_a_signature_does_not_change_the_version_but_a_number_does(content: Path) -> None:
    def named() -> str:
        catalog = load_catalogs(content)["other"]
        return version(catalog, sheet_entries(catalog))

    before = named()
    signed = 'synonyms: ["tired legs"]\n  reviewed: {by: "Lee", on: 2026-01-02, until: 2999-12-31}'
    change(content / "en/causes.yaml", 'synonyms: ["tired legs"]', signed)
    assert named() == before
    change(content / "en/routines/calf.yaml", "hold_seconds: 16", "hold_seconds: 19")
    assert named() != before


def hostile(content: Path) -> Iterator[str]:
    """Put markup wherever content may legally hold it, and yield each piece."""
    for number, (file, old) in enumerate(
        [
            ("claims.yaml", "Tired muscles cramp."),
            ("claims.yaml", "It is gone within an hour."),
            ("references.yaml", "A book on cramps"),
            ("references.yaml", "a publisher"),
            ("en/causes.yaml", "tired muscles"),
            ("en/causes.yaml", "tired legs"),
            ("en/routines/calf.yaml", "Calf stretch"),
        ]
    ):
        bad = f"<script>alert({number})</script> & '{number}'"
        change(content / file, f'"{old}"', f'"{bad}"')
        yield bad
    change(
        content / "en/warnings.yaml",
        'synonyms: ["swollen"]',
        'synonyms: ["swollen"]\n  reviewed: {by: "<b>Dr</b>", on: 2026-01-02, until: 2999-12-31}',
    )
    yield "<b>Dr</b>"


def test_markup_in_content_is_shown_and_never_obeyed(content: Path, tmp_path: Path) -> None:
    pieces = list(hostile(content))
    assert len(pieces) == 8
    assert main(["review", str(tmp_path / "sheet.html"), "--content", str(content)]) == 0
    text = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    for piece in pieces:
        assert piece.lower() not in text.lower()
    shown = html.unescape(text).lower()
    assert [piece for piece in pieces if piece.lower() not in shown] == []


def test_the_page_needs_nothing_from_outside_and_runs_nothing(ours: str, read: Reader) -> None:
    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(read.tags)
    assert {"src", "style", "onclick", "onload"}.isdisjoint(read.attributes)
    assert "@import" not in ours
    assert "url(" not in ours
    assert "http" not in ours


def test_every_link_leads_to_one_place_on_the_page(read: Reader) -> None:
    assert len(read.links) > 500
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    assert read.open == []


def test_headings_go_down_one_level_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_group_can_be_signed(catalog: Catalog, ours: str) -> None:
    groups = [group for group, members in sheet_entries(catalog).items() if members]
    assert len(groups) == 14
    assert ours.count('class="signature"') == len(groups)
    for group in groups:
        assert f'<h2 id="{group}">' in ours


def test_steps_carry_their_holds_in_the_order_they_are_heard(content: Path) -> None:
    shown = words(Reader(sheet(load_catalogs(content)["other"])).text)
    assert (
        "Step 1: toes-up Move Pull your toes up. At second 8 Ten more. "
        "Coming back Draw the toes back. Posture: lying. Hold, in seconds: 16."
    ) in shown


def test_the_file_is_replaced_whole_or_not_at_all(content: Path, tmp_path: Path) -> None:
    target = tmp_path / "review.html"
    target.write_text("the old sheet", encoding="utf-8")
    change(content / "claims.yaml", 'voice: "OK"', 'voice: "PERHAPS"')
    assert main(["review", str(target), "--content", str(content)]) == 1
    assert target.read_text(encoding="utf-8") == "the old sheet"
    change(content / "claims.yaml", 'voice: "PERHAPS"', 'voice: "OK"')
    assert main(["review", str(target), "--content", str(content)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["content", "interaction_model", "review.html"]


def test_without_a_name_the_sheet_is_review_html_in_the_current_folder(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["review", "--content", str(content)]) == 0
    assert (tmp_path / "review.html").is_file()


def test_a_folder_that_is_not_there_is_an_error_in_one_line(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "review.html"
    assert main(["review", str(target), "--content", str(content)]) == 1
    assert capsys.readouterr().err == f"{target}: No such file or directory\n"
