"""Utterances of two intents, as one line for each phrase or sample to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from .overlaps import shared, understood_as
from .problem_places import ProblemPlaces
from .sample_trie import Grammar, sample_words
from .utterance_source import UtteranceSource, slots_in

#: A phrase, and the slot types and value ids that have it.
_SharedPhrase = tuple[str, str, str, str, str]


def overlap_problems(
    words: Grammar, source: UtteranceSource, places: ProblemPlaces
) -> Iterator[str]:
    """Yield the phrases that slots of two intents share, then all other shared utterances."""
    slots = {intent.name: intent.slots for intent in source.intents}
    phrases: dict[_SharedPhrase, list[str]] = {}
    for utterance, samples in shared(words):
        found = list(_explained(words, utterance, samples, slots, places))
        for phrase, line in found:
            phrases.setdefault(phrase, []).append(line)
        if not found:
            yield _overlap(utterance, samples, places)
    for (said, one, value, other, second), lines in sorted(phrases.items()):
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        yield (
            f'{places.of_phrase(one, value, said)}: "{said}" is a phrase of {one} {value} and '
            f"of {other} {second} ({places.of_phrase(other, second, said)}): {lines[0]}{more}: "
            "keep it in one"
        )


def _overlap(utterance: str, samples: Mapping[str, str], places: ProblemPlaces) -> str:
    (intent, sample), *others = samples.items()
    rest = " and ".join(
        f'{other}, "{text}" ({places.of_sample(other, text)})' for other, text in others
    )
    place = places.of_sample(intent, sample)
    return f'{place}: "{utterance}" is of {intent}, "{sample}", and of {rest}: keep it in one'


def _explained(
    words: Grammar,
    utterance: str,
    samples: Mapping[str, str],
    slots: Mapping[str, Mapping[str, str]],
    places: ProblemPlaces,
) -> Iterator[tuple[_SharedPhrase, str]]:
    """Yield the phrases that two slot types share and that make these samples overlap."""
    for (intent, sample), (other, text) in combinations(samples.items(), 2):
        types = [slots[intent][slot] for slot in slots_in(sample)]
        others = [slots[other][slot] for slot in slots_in(text)]
        for one, two in product(types, others):
            common = _common(one, two, places) if one != two else {}
            here = [phrase for phrase in common if f" {phrase} " in f" {utterance} "]
            for phrase, in_here in product(common, here[:1]):
                said = f" {utterance} ".replace(f" {in_here} ", f" {phrase} ", 1).strip()
                if {intent, other} <= understood_as(words, said):
                    line = f'{intent} and {other} both understand "{said}"'
                    yield common[phrase], line


def _common(one: str, two: str, places: ProblemPlaces) -> dict[str, _SharedPhrase]:
    """Return the phrases that two slot types share, by their words as utterances have them."""
    first = {" ".join(sample_words(said)): (said, value) for said, value in places.phrases(one)}
    second = {" ".join(sample_words(said)): value for said, value in places.phrases(two)}
    return {
        words: (said, one, value, two, second[words])
        for words, (said, value) in first.items()
        if words in second
    }
