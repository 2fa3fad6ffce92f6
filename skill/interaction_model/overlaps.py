"""Exact matching of utterances against samples, with slot values in the places of slots."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator

from .sample_trie import BEGINNING, NOWHERE, Grammar, TrieState, sample_words

#: The states of two different parses of the same words.
Pair = tuple[TrieState, TrieState]


def understood_as(built: Grammar, phrase: str) -> set[str]:
    """Return the intents with a sample that matches *phrase* exactly."""
    states = {BEGINNING}
    for word in sample_words(phrase):
        states = {after for state in states for after in built.successors(state).get(word, ())}
    return {intent for state in states for intent in built.samples(state)}


def shared(built: Grammar) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each utterance that samples of several intents match, with one sample of each intent.

    Samples that share several utterances (one for each value of a slot) are yielded once.
    """
    told: set[frozenset[tuple[str, str]]] = set()
    for (one, other), text in _readings(built):
        if not (first := built.samples(one)) or not (second := built.samples(other)):
            continue
        both = {**first, **second}
        if len(both) > 1 and (key := frozenset(both.items())) not in told:
            told.add(key)
            yield text, dict(sorted(both.items()))


def _readings(built: Grammar) -> Iterator[tuple[Pair, str]]:
    """Yield every reachable pair of states once, with the first words that lead to it."""
    reached = dict(_beginnings(built))
    waiting = deque(reached)
    while waiting:
        pair = waiting.popleft()
        yield pair, reached[pair]
        for further, word in _further(built, pair):
            if further not in reached:
                reached[further] = f"{reached[pair]} {word}".strip()
                waiting.append(further)


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


def _further(built: Grammar, pair: Pair) -> Iterator[tuple[Pair, str]]:
    """Yield the next pairs of different states, with the word that leads to each."""
    left, right = (tuple(built.equivalent(state)) for state in pair)
    found: set[tuple[str, Pair]] = set()
    for (node, then), (other, after) in itertools.product(left, right):
        words, others = built.words[node], built.words[other]
        for word in words.keys() & others.keys():
            first, second = (words[word], then), (others[word], after)
            if first != second:
                found.add((word, (min(first, second), max(first, second))))
    for word, further in sorted(found):
        yield further, word
