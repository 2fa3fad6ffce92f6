"""The words of a language are read strictly, and each problem is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.common.paths import MODELS
from skill.understanding.language import PLAIN, LanguageError, language_file, read_language
from skill.understanding.normalization import normalizer_of
from tests.support.languages import ENGLISH

OURS = language_file(MODELS, "en").read_text(encoding="utf-8")


def problems(folder: Path, text: str) -> list[str]:
    file = folder / "language.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LanguageError) as raised:
        read_language(file)
    return [problem.removeprefix(f"{folder}/") for problem in raised.value.problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_our_language_is_read() -> None:
    assert ENGLISH.spelling.contractions["can't"] == "can not"
    assert ENGLISH.negation.answer == "no"
    assert ENGLISH.inflection.plurals[0].singular == "y"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  reach: 3", "  reach: three", "negation: reach: must be a whole number"),
        ("  reach: 3", "  reich: 3", "negation: reich: is no field here; the fields are"),
        ("  denying: [not, never, without]", "  denying: not", "denying: must be a list"),
        ("    naw: ", "    naw: 3 # ", "spelling: contractions: naw: must be text"),
        ("  # Names of the complaint", "  relieved: []\n  # ", "relief: relieved: is no field"),
        ('letters: 5}\n    - {ending: "ves"', '}\n    - {ending: "ves"', "letters: is missing"),
        ("  answer: ", "  answer: no # ", "no would be read as true or false"),
        ("  answer: ", "  reach: ", "'reach' appears twice"),
        ("inflection:\n", "inflection: [", "expected"),
    ],
)
def test_a_problem_is_named_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = OURS.replace(old, new, 1)
    assert text != OURS
    found = problems(tmp_path, text)
    # A missing field has the line of its group, a syntax error that of its end.
    near = line_of(OURS, old)
    assert any(problem in one and one.startswith("language.yaml:") for one in found), found
    assert any(abs(int(one.split(":")[1]) - near) <= 12 for one in found), found


def test_all_problems_are_reported_at_once_in_their_order(tmp_path: Path) -> None:
    text = OURS.replace("  reach: 3", "  reach: x").replace("shortest_stem: 4", "shortest: 4")
    found = problems(tmp_path, text)
    lines = [int(one.split(":")[1]) for one in found]
    assert len(found) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize("text", ["", "[]", "words"])
def test_a_file_without_fields_is_refused(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == ["language.yaml:1: must be a group of fields"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"language\.yaml: No such file"):
        read_language(tmp_path / "language.yaml")


def test_a_language_without_words_of_its_own_compares_words_as_they_are() -> None:
    plain = normalizer_of(PLAIN)
    assert plain.words("Meine  Wade  krampft, 10 Minuten!") == [
        "meine", "wade", "krampft", "10", "minuten",
    ]  # fmt: skip
    assert plain.stem("waden") == plain.singular("waden") == "waden"
