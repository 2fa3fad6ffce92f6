"""The features of the classifier: words, word pairs, slot types in place of values, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..slot_values import SlotValues

LETTERS = range(3, 5)


def features_of(utterance: str, values: Mapping[str, SlotValues]) -> list[str]:
    """Return words and pairs, and the same with slot values replaced by their slot types."""
    words = ["^", *utterance.split(), "$"]
    tagged = ["^", *_tagged(utterance.split(), values), "$"]
    triples = (" ".join(three) for three in zip(tagged, tagged[1:], tagged[2:], strict=False))
    return [
        *(f"w {word}" for word in words[1:-1]),
        *(f"w {one} {two}" for one, two in pairwise(words)),
        *(f"t {word}" for word in tagged[1:-1]),
        *(f"t {one} {two}" for one, two in pairwise(tagged)),
        *(f"t {three}" for three in triples),
    ]


def letters_of(utterance: str, _: Mapping[str, SlotValues]) -> list[str]:
    """Return the sequences of three and four letters of each word, with marks for its edges."""
    padded = [f" {word} " for word in utterance.split()]
    return [
        word[at : at + size]
        for word in padded
        for size in LETTERS
        for at in range(len(word) - size + 1)
    ]


def _tagged(words: Sequence[str], values: Mapping[str, SlotValues]) -> Iterator[str]:
    at = 0
    while at < len(words):
        firsts = (
            (kind, next(listed.starting_at(words, at), None)) for kind, listed in values.items()
        )
        ends = [(found[1], kind) for kind, found in firsts if found]
        end, kind = max(ends, default=(at + 1, ""))
        yield f"<{kind}>" if kind else words[at]
        at = end


#: The kinds of features; each is counted and normalised separately.
KINDS = (features_of, letters_of)
