"""Exact matching of utterances against samples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .model_reader import Model
from .slot_values import SlotMatch, SlotValues


@dataclass
class Node:
    """A node of the trie of all samples: the next words and slot types."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[tuple[str, str], Node] = field(default_factory=dict)
    intents: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SampleMatch:
    """A sample that matches the words up to *end*; *literal* is its letters outside slots."""

    intent: str
    slots: Mapping[str, SlotMatch]
    end: int
    literal: int


class SampleIndex:
    """The samples of a model as a trie."""

    def __init__(self, model: Model, values: Mapping[str, SlotValues]) -> None:
        self.root = Node()
        self._values = values
        self._normalizer = model.normalizer
        self._order = {name: place for place, name in enumerate(model.intents)}
        for intent in model.intents.values():
            for sample in intent.samples:
                self._add(intent.name, sample, intent.slots)

    def exact(self, words: Sequence[str]) -> SampleMatch | None:
        """Return the sample that matches all of *words*, or None.

        The most literal sample determines the intent. Of its matches the one with the longest
        values wins, so that "hard and swollen" does not become "swollen" alone.
        """
        found = [match for match in self.prefixes(words) if match.end == len(words)]
        if not found:
            return None
        best = min(found, key=lambda match: (-match.literal, len(match.slots), self._place(match)))
        same = [match for match in found if match.intent == best.intent]
        return min(same, key=lambda match: (match.literal, len(match.slots)))

    def prefixes(self, words: Sequence[str], start: int = 0) -> Iterator[SampleMatch]:
        """Yield every sample that matches *words* from *start* to any end."""
        yield from self._walk(self.root, words, start, {}, 0)

    def _place(self, match: SampleMatch) -> int:
        return self._order[match.intent]

    def _add(self, intent: str, sample: str, slots: Mapping[str, str]) -> None:
        node = self.root
        for part in re.split(r"(\{\w+\})", sample):
            if part.startswith("{"):
                name = part[1:-1]
                node = node.slots.setdefault((name, slots[name]), Node())
                continue
            for word in self._normalizer.words(part):
                node = node.words.setdefault(word, Node())
        if intent not in node.intents:
            node.intents.append(intent)

    def _walk(
        self, node: Node, words: Sequence[str], at: int, slots: Mapping[str, SlotMatch], size: int
    ) -> Iterator[SampleMatch]:
        for intent in node.intents:
            yield SampleMatch(intent, slots, at, size)
        if at < len(words) and (after := node.words.get(words[at])):
            yield from self._walk(after, words, at + 1, slots, size + len(words[at]))
        for (name, kind), after in node.slots.items():
            for value, end in self._values[kind].starting_at(words, at):
                yield from self._walk(after, words, end, {**slots, name: value}, size)
