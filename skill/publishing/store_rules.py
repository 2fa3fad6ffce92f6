"""Check Amazon's rules for store listings that its types do not include."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ..catalog import Catalog
from ..console.nlu.model_reader import words_of_language
from ..interaction_model.amazon_rules import amazon_rule_problems as model_problems
from . import example_phrases
from .manifest import description

Json = dict[str, Any]

LONGEST = {
    "name": 50,
    "summary": 160,
    "description": 4000,
    "keyword": 150,
    "example": 200,
    "testing": 4000,
}
MOST_KEYWORDS = 30
EXAMPLES = 3
SHORTEST_NAME = 2
#: Words not allowed in a field: Amazon's names, and words without information.
RESERVED = {
    "name": ("alexa", "amazon", "echo", "skill", "app"),
    "summary": ("amazon", "echo"),
    "keyword": ("alexa", "amazon", "echo", "skill"),
}


def store_rule_problems(catalog: Catalog, model: Json) -> Iterator[str]:
    """Yield every rule that the store listing of *catalog* breaks, as ``place: what is wrong``.

    *model* is the interaction model of the locale.
    """
    for rule in STORE_RULES:
        yield from rule(catalog, model)


def _lengths_rule(catalog: Catalog, _: Json) -> Iterator[str]:
    store = catalog.store
    texts = [
        ("name", store.name),
        ("summary", store.summary),
        ("description", description(catalog)),
        ("testing", "\n".join(store.testing)),
        *(("keyword", word) for word in store.keywords),
        *(("example", phrase) for phrase in store.examples),
    ]
    for kind, text in texts:
        if len(text) > LONGEST[kind]:
            most = f"{len(text)} characters of at most {LONGEST[kind]}"
            yield f"{kind}: {_shortened_quote(text)} has {most}"
    if len(store.name) < SHORTEST_NAME:
        yield f"name: {store.name!r} has fewer than {SHORTEST_NAME} characters"


def _keywords_rule(catalog: Catalog, _: Json) -> Iterator[str]:
    words = [word.lower() for word in catalog.store.keywords]
    if len(words) > MOST_KEYWORDS:
        yield f"keywords: {len(words)} are more than {MOST_KEYWORDS}"
    for word, times in Counter(words).items():
        if times > 1:
            yield f"keywords: {word!r} is there {times} times"


def _reserved_words_rule(catalog: Catalog, _: Json) -> Iterator[str]:
    store = catalog.store
    texts = [("name", store.name), ("summary", store.summary)]
    for kind, text in (*texts, *(("keyword", word) for word in store.keywords)):
        for word in RESERVED[kind]:
            if word in text.lower().split():
                yield f"{kind}: {text!r} has {word!r}, which is Amazon's or says nothing"


def _disclaimer_rule(catalog: Catalog, _: Json) -> Iterator[str]:
    yield from (f"disclaimer: {problem}" for problem in disclaimer_problems(catalog))


def disclaimer_problems(catalog: Catalog) -> Iterator[str]:
    """Yield the required phrases that the disclaimer lacks."""
    store = catalog.store
    if not store.disclaimer_says:
        yield "has no required phrases: list those of Amazon's policy in disclaimer_says"
    for words in store.disclaimer_says:
        if words not in store.disclaimer:
            yield f"does not say {words!r}"


def _invocation_name_rule(catalog: Catalog, model: Json) -> Iterator[str]:
    """Check that the store's name is the invocation name, so that users find the skill."""
    said = model["interactionModel"]["languageModel"]["invocationName"]
    if catalog.store.name.lower() != said:
        yield f"name: {catalog.store.name!r} is not {said!r}, by which the skill is opened"


def _examples_rule(catalog: Catalog, model: Json) -> Iterator[str]:
    found = catalog.store.examples
    if len(found) != EXAMPLES:
        yield f"examples: {len(found)} instead of {EXAMPLES}"
    if any(_model_rule(catalog, model)):
        # With an invalid model, a match proves nothing.
        return
    words = words_of_language(catalog.language)
    problems = example_phrases.example_phrase_problems(found, model, words)
    yield from (f"examples: {problem}" for problem in problems)


def _model_rule(_: Catalog, model: Json) -> Iterator[str]:
    """Yield the problems of the interaction model."""
    yield from (f"interaction model: {problem}" for problem in model_problems(model))


def _shortened_quote(text: str) -> str:
    return repr(text if len(text) < 40 else f"{text[:40]}...")


STORE_RULES: tuple[Callable[[Catalog, Json], Iterator[str]], ...] = (
    _lengths_rule,
    _keywords_rule,
    _reserved_words_rule,
    _disclaimer_rule,
    _invocation_name_rule,
    _examples_rule,
    _model_rule,
)
