from __future__ import annotations

from pathlib import Path

import pytest

from skill.catalog import Catalogs, ContentError, load_catalogs
from skill.catalog.texts import spoken_texts
from tests.conftest import CONTENT, ROUTINES
from tests.support.content import read_cases, small_content

FAULTS = read_cases()


def test_every_locale_of_the_file_has_a_catalog(catalogs: Catalogs) -> None:
    assert sorted(catalogs) == ["en-AU", "en-CA", "en-GB", "en-IN", "en-US"]


def test_every_routine_file_is_a_routine(catalogs: Catalogs) -> None:
    assert len(ROUTINES) > 10
    assert sorted(catalogs["en-US"].routines) == ROUTINES


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("en-US", "nine one one"),
        ("en-GB", "nine nine nine"),
        ("en-AU", "triple zero"),
        ("de-DE", "your local emergency number"),
        ("None", "your local emergency number"),
    ],
)
def test_each_locale_says_its_own_emergency_number(
    catalogs: Catalogs, locale: str, number: str
) -> None:
    said = [item.text for item in spoken_texts(catalogs[locale])]
    assert sum(number in text for text in said) > 5
    assert not any("{emergency}" in text for text in said)


def test_a_locale_without_an_entry_is_answered_without_being_remembered(
    catalogs: Catalogs,
) -> None:
    assert catalogs["xx-YY"].language == "en"
    assert "xx-YY" not in catalogs


def test_catalogs_of_one_language_differ_in_nothing_but_the_numbers(catalogs: Catalogs) -> None:
    one, other = catalogs["en-US"], catalogs["en-GB"]
    first, second = (
        {item.place: item.text for item in spoken_texts(catalog)} for catalog in (one, other)
    )
    changed = {place for place in first if first[place] != second[place]}
    assert first.keys() == second.keys()
    assert changed
    assert {
        first[place]
        .replace(one.crisis[0], other.crisis[0])
        .replace(one.urgent[0], other.urgent[0])
        .replace(one.emergency[0], other.emergency[0])
        == second[place]
        for place in changed
    } == {True}


def test_a_prompt_is_given_with_its_values_filled_in(catalogs: Catalogs) -> None:
    catalog = catalogs["en-US"]
    assert catalog.prompts.hold_left.fill(seconds="15").say == (
        catalog.prompts.hold_left.passage.say.replace("{seconds}", "15")
    )


def test_problems_are_sorted_and_said_once(tmp_path: Path) -> None:
    content = FAULTS["words-as-number"].apply(tmp_path)
    # Three locales of one language read the same broken file.
    locales = content / "locales.yaml"
    line = locales.read_text(encoding="utf-8").splitlines()[0]
    more = [line.replace("en-US", name, 1) for name in ("en-GB", "en-AU")]
    locales.write_text(
        "\n".join([locales.read_text(encoding="utf-8"), *more, ""]), encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        load_catalogs(content)
    problems = caught.value.problems
    assert problems == sorted(set(problems))
    assert len(problems) == 1
    assert str(caught.value) == problems[0]


def test_an_error_has_each_problem_on_a_line_of_its_own(tmp_path: Path) -> None:
    case = FAULTS["no-steps"]
    assert len(case.expect) > 1
    with pytest.raises(ContentError) as caught:
        load_catalogs(case.apply(tmp_path))
    assert str(caught.value).split("\n") == list(case.expect)


def test_a_folder_without_content_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"locales\.yaml: is missing: bring the file back"):
        load_catalogs(tmp_path)


def test_a_translated_catalog_speaks_its_words_with_the_source_s_numbers(tmp_path: Path) -> None:
    catalogs = load_catalogs(small_content(tmp_path, german=True))
    german = next(c for c in catalogs.values() if c.language == "de").routines["calf"]
    english = catalogs["en-US"].routines["calf"]
    assert {one.language: one.references["book"].publisher for one in catalogs.values()} == {
        "en": "a publisher",
        "de": "ein Verlag",
    }
    assert german.steps[0].move == "Ziehen Sie die Zehen hoch."
    assert german.steps[0].hold_seconds == english.steps[0].hold_seconds > 0
    assert german.steps[0].claims == english.steps[0].claims != ()


def test_our_own_content_is_where_the_app_looks_for_it() -> None:
    assert (CONTENT / "locales.yaml").is_file()
