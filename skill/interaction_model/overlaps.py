"""Exact matching of utterances against samples, with slot values in the places of slots."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from .sample_trie import BEGINNING, NOWHERE, Grammar, TrieState, sample_words

#: The states of two different parses of the same words.
Pair = tuple[TrieState, TrieState]


def understood_as(built: Grammar, phrase: str) -> set[str]:
    """Return the intents with a sample that matches *phrase* exactly."""
    return {intent for intent, _ in samples_that_match(built, phrase)}


def samples_that_match(built: Grammar, phrase: str) -> set[tuple[str, str]]:
    """Return the intent and the text of each sample that matches *phrase* exactly."""
    states = {BEGINNING}
    for word in sample_words(phrase):
        states = {after for state in states for after in built.successors(state).get(word, ())}
    return {found for state in states for found in built.samples(state).items()}


def shared(built: Grammar) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each utterance that samples of several intents match, with one sample of each intent.

    Samples that share several utterances (one for each value of a slot) are yielded once.
    """
    told: set[frozenset[tuple[str, str]]] = set()
    samples = cache(built.samples)
    for (one, other), text in _readings(built):
        if not (first := samples(one)) or not (second := samples(other)):
            continue
        both = {**first, **second}
        if len(both) > 1 and (key := frozenset(both.items())) not in told:
            told.add(key)
            yield text, dict(sorted(both.items()))


def _readings(built: Grammar) -> Iterator[tuple[Pair, str]]:
    """Yield every reachable pair of states once, with the first words that lead to it.

    Pairs that lead only to samples of one intent are left out: they are most, and share nothing.
    """
    below = built.intents_below()
    reached = {pair: text for pair, text in _beginnings(built) if _of_several(below, pair)}
    waiting = deque(reached)
    equivalent = cache(lambda state: tuple(built.equivalent(state)))
    while waiting:
        pair = waiting.popleft()
        yield pair, reached[pair]
        for further, word in _further(built, equivalent(pair[0]), equivalent(pair[1])):
            if further not in reached and _of_several(below, further):
                reached[further] = f"{reached[pair]} {word}".strip()
                waiting.append(further)


def _of_several(below: Sequence[int], pair: Pair) -> bool:
    """Return whether samples of several intents are at or below the states of *pair*."""
    (node, then), (other, after) = pair
    intents = below[node if then == NOWHERE else then] | below[other if after == NOWHERE else after]
    return intents & (intents - 1) != 0


def _beginnings(built: Grammar) -> Iterator[tuple[Pair, str]]:
    """Yield every pair of states at which two parses can diverge, with the words before it.

    Two parses can diverge at any word of a sample, and after a slot value that is the beginning of
    a longer value of the same slot. The latter are left out where no parse ends or continues with
    the same word.
    """
    prefixes = {kind: tuple(_prefixes(built, root)) for kind, root in built.roots.items()}
    for node, text in built.walk(0):
        yield ((node, NOWHERE), (node, NOWHERE)), text
        for kind, after in built.slots.get(node, {}).items():
            place = after, NOWHERE
            several, next_words = len(built.samples(place)) > 1, built.successors(place).keys()
            for value, name in prefixes[kind]:
                if several or not next_words.isdisjoint(built.words[value]):
                    yield (place, (value, after)), f"{text} {name}".strip()


def _prefixes(built: Grammar, root: int) -> Iterator[tuple[int, str]]:
    """Yield the nodes where a value ends that is the beginning of a longer one, with its words."""
    for node, name in built.walk(root):
        if node in built.value_ends and built.words[node]:
            yield node, name


def _further(
    built: Grammar, left: Iterable[TrieState], right: Iterable[TrieState]
) -> Iterator[tuple[Pair, str]]:
    """Yield the next pairs of different states, with the word that leads to each."""
    found: set[tuple[str, Pair]] = set()
    for (node, then), (other, after) in itertools.product(left, right):
        words, others = built.words[node], built.words[other]
        for word in words.keys() & others.keys():
            first, second = (words[word], then), (others[word], after)
            if first != second:
                found.add((word, (min(first, second), max(first, second))))
    for word, further in sorted(found):
        yield further, word
