"""No list of natural-language words is in the code: they are data of a language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

ROOT = Path(__file__).parents[1]
#: A word counts as one of a language from this frequency on (Zipf scale).
COMMON = 4.6
#: So many of them, and this share of a collection, are a list of words.
FEWEST = 3
SHARE = 0.75
#: A collection needs words of grammar, such as "the" and "can": names of fields have none.
GRAMMAR = 5.65
#: Longer texts are sentences, for people who read a report.
LONGEST = 4
#: Files with such lists that belong where they are, and why.
ALLOWED: Mapping[str, str] = {
    "skill/console/response/ssml_parser.py": "the digits of English voices in Amazon's SSML",
    "skill/interaction_model/amazon_rules.py": "words that Amazon forbids in invocation names",
    "skill/interaction_model/sentence_templates.py": "letters of an example in a docstring",
    "skill/publishing/certification/policy_tests.py": "a part of a sentence of the report",
}
Found = tuple[int, list[str]]


def word_lists(text: str) -> Iterator[Found]:
    """Yield the line and the words of each list of natural-language words in the code *text*."""
    for node in ast.walk(ast.parse(text)):
        texts = [said.split() for said in _texts(node)]
        words = [word for said in texts if len(said) <= LONGEST for word in said]
        common = [word for word in words if _frequency(word) >= COMMON]
        grammar = {word for word in common if _frequency(word) >= GRAMMAR}
        if len(common) >= max(FEWEST, SHARE * len(words)) and len(grammar) >= FEWEST:
            yield getattr(node, "lineno", 0), common


def _frequency(word: str) -> float:
    return zipf_frequency(word, "en") if re.fullmatch(r"[a-z']+", word) else 0.0


def _texts(node: ast.AST) -> list[str]:
    """Return the texts of a collection, or the alternatives of a regular expression."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        found = [one.value for one in node.elts if isinstance(one, ast.Constant)]
        return [text for text in found if isinstance(text, str)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
        return re.split(r"[^a-z' ]+", node.value)
    return []


def modules() -> list[str]:
    return sorted(str(file.relative_to(ROOT)) for file in (ROOT / "skill").rglob("*.py"))


@pytest.mark.parametrize(
    "code",
    [
        'FILLERS = frozenset({"um", "oh", "so", "now", "just", "like"})',
        'BEFORE = ("can you", "could you", "please")',
        'ASKED = r"\\b(why|what|how|does)\\b"',
        'for word in ["not", "no", "without"]: pass',
    ],
)
def test_a_list_of_words_is_found(code: str) -> None:
    assert list(word_lists(code))


@pytest.mark.parametrize(
    "code",
    [
        'FIELDS = ("type", "items", "id", "name", "when")',
        'LOSING = {"dropped word", "cut beginning", "cut end"}',
        '{"the": "a", "of": 1}',
        'TEXT = "the rest of it is not a list"',
    ],
)
def test_names_of_fields_and_sentences_are_no_lists(code: str) -> None:
    assert list(word_lists(code)) == []


def test_no_module_has_a_list_of_words() -> None:
    files = modules()
    found = {
        f"{file}:{line}": words
        for file in files
        if file not in ALLOWED
        for line, words in word_lists((ROOT / file).read_text(encoding="utf-8"))
    }

    assert len(files) > 150
    assert found == {}


@pytest.mark.parametrize("file", ALLOWED)
def test_every_exception_is_still_needed(file: str) -> None:
    assert list(word_lists((ROOT / file).read_text(encoding="utf-8")))
