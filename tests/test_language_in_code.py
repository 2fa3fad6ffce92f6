"""No list of natural-language words is in the code: they are data of a language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from skill.common.paths import CONTENT
from skill.common.strict_yaml import read_yaml

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
#: Without words of grammar, a collection is a list of words if nearly all of it is in a dictionary
#: of the language (Zipf scale, rare names too), and is no id of the content.
RARE = 1.5
#: Parts of a regular expression that are shorter are endings and classes.
SHORTEST_PART = 3
#: Files with such lists that belong where they are, and why.
ALLOWED: Mapping[str, str] = {
    "skill/console/evaluation/perturbations.py": "names of kinds of noise in the report",
    "skill/console/nlu/resolver.py": "names of the stages in the report",
    "skill/console/recording/conversation_file.py": "fields of a conversation file",
    "skill/console/web/web_session.py": "fields of Amazon's request",
    "skill/publishing/certification/checklist.py": "fields of Amazon's test plan",
    "skill/publishing/store_rules.py": "Amazon's names, which it forbids in a listing",
    "skill/server/settings.py": "beginnings of Amazon's skill ids",
    "skill/console/response/ssml_parser.py": "the digits of English voices in Amazon's SSML",
    "skill/interaction_model/amazon_rules.py": "words that Amazon forbids in invocation names",
    "skill/interaction_model/sentence_templates.py": "letters of an example in a docstring",
    "skill/publishing/certification/policy_tests.py": "a part of a sentence of the report",
}
Found = tuple[int, list[str]]


def word_lists(text: str) -> Iterator[Found]:
    """Yield the line and the words of each list of natural-language words in the code *text*."""
    yield from _lists_with_grammar(text)
    yield from noun_lists(text)


def noun_lists(text: str) -> Iterator[Found]:
    """Yield the line and the words of each list of words without grammar, such as names."""
    for node in ast.walk(ast.parse(text)):
        texts = _whole_texts(node)
        # Numbers of an id belong in the content too.
        ids = frozenset[str]() if isinstance(node, ast.Dict) else known_ids()
        words = [one for one in texts if one.split() and min(map(_rarity, one.split())) >= RARE]
        named = [one for one in words if one not in ids]
        if len(named) >= FEWEST and len(words) >= SHARE * len(texts):
            yield getattr(node, "lineno", 0), named


def _literals(text: str) -> Iterator[str]:
    """Yield the texts in each ``Literal[...]``: ids of the code, which mypy checks."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal"):
            values = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
            yield from (value for value in values if isinstance(value, str))


def _whole_texts(node: ast.AST) -> list[str]:
    """Return the texts of *node* if it is a collection or a pattern of nothing else."""
    if isinstance(node, ast.Dict) and all(map(_is_number, node.values)):
        keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        return [key for key in keys if isinstance(key, str)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        plain = re.sub(r"\\[a-zA-Z]", "", node.value)
        parts = re.split(r"[^a-z']+", plain) if "|" in plain and " " not in plain else []
        return [part for part in parts if len(part) >= SHORTEST_PART]
    texts = _texts(node)
    return texts if len(texts) == len(getattr(node, "elts", ())) else []


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _rarity(word: str) -> float:
    return zipf_frequency(word, "en") if re.fullmatch(r"[a-z']+", word) else 0.0


@cache
def known_ids() -> frozenset[str]:
    """Return the names, fields and ids of all content files, and the literal types of the code."""
    files = sorted(CONTENT.rglob("*.yaml"))
    ids = {key for file in files for key in (file.stem, *_keys(read_yaml(file)))}
    code = ((ROOT / module).read_text(encoding="utf-8") for module in modules())
    return frozenset(ids.union(*map(_literals, code)))


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        yield from _keys(value)


def _lists_with_grammar(text: str) -> Iterator[Found]:
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
        'OTHERS = ("dog", "cat", "piano")',
        'NAMES = {"naproxen": 2, "cimetidine": 2, "cirrhosis": 2}',
        'NEVER = r"diagnos\\w*|cur(?:e|es|ed|ing)|treat\\w*|dos(?:e|es|age)|promis\\w*"',
        'PARTS = {"sore elbow", "stiff neck", "weak wrist"}',
    ],
)
def test_a_list_of_words_is_found(code: str) -> None:
    assert list(word_lists(code))


@pytest.mark.parametrize(
    "code",
    [
        'MUSCLES = ("calf", "foot", "toes")',
        'RESTING = ("lying", "sitting", "standing")',
        'FIELDS = {"animal": "dog", "music": "piano", "food": "cheese"}',
        'HOST = ("X-Amzn-Trace", "en-US", "AMAZON.StopIntent")',
        '{"the": "a", "of": 1}',
        'TEXT = "the rest of it is not a list"',
    ],
)
def test_ids_fields_and_sentences_are_no_lists(code: str) -> None:
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
