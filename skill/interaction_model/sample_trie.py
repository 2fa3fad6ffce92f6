"""A trie of the words of all samples and slot values of a model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .utterance_source import slots_in

#: A state of matching: the current node, and the node after the slot if it is inside a slot value,
#: else NOWHERE.
TrieState = tuple[int, int]
NOWHERE = -1
BEGINNING: TrieState = (0, NOWHERE)

_POSSESSIVE = re.compile(r"['\u2019](?=s\b)")
_SILENT = re.compile(r"['\u2019.]")
_WORD = re.compile(r"\{\w+\}|[^\W_]+")


@dataclass
class Grammar:
    """The trie. Samples start at node 0, the values of each slot type at a node in ``roots``."""

    words: list[dict[str, int]] = field(default_factory=lambda: [{}])
    #: Node -> slot type -> the node after the slot.
    slots: dict[int, dict[str, int]] = field(default_factory=dict)
    #: Node -> intent -> the first sample of the intent that ends there.
    ends: dict[int, dict[str, str]] = field(default_factory=dict)
    #: Slot type -> the node where its values start.
    roots: dict[str, int] = field(default_factory=dict)
    #: The nodes where a value ends.
    value_ends: set[int] = field(default_factory=set)

    def equivalent(self, state: TrieState) -> Iterator[TrieState]:
        """Yield *state* and the states reachable without a word: into or out of a slot value."""
        yield state
        node, after = state
        if after == NOWHERE:
            yield from ((self.roots[kind], then) for kind, then in self.slots.get(node, {}).items())
        elif node in self.value_ends:
            yield from self.equivalent((after, NOWHERE))

    def successors(self, state: TrieState) -> dict[str, set[TrieState]]:
        """Return the next states by the next word."""
        found: dict[str, set[TrieState]] = {}
        for node, after in self.equivalent(state):
            for word, following in self.words[node].items():
                found.setdefault(word, set()).add((following, after))
        return found

    def samples(self, state: TrieState) -> dict[str, str]:
        """Return the intents with a sample that ends in *state*, and that sample of each."""
        complete = [
            self.ends[node]
            for node, after in self.equivalent(state)
            if after == NOWHERE and node in self.ends
        ]
        return {intent: sample for ends in complete for intent, sample in ends.items()}

    def intents_below(self) -> list[int]:
        """Return for each node the intents of the samples that end at or below it, as bits."""
        bits: dict[str, int] = {}
        below = [0] * len(self.words)
        # A node is always added after its parent.
        for node in reversed(range(len(below))):
            for intent in self.ends.get(node, {}):
                below[node] |= bits.setdefault(intent, 1 << len(bits))
            for after in (*self.words[node].values(), *self.slots.get(node, {}).values()):
                below[node] |= below[after]
        return below

    def walk(self, node: int, text: str = "") -> Iterator[tuple[int, str]]:
        """Yield *node* and every node below it, with the words on the path; a slot is one word."""
        yield node, text
        for slot_type, after in self.slots.get(node, {}).items():
            yield from self.walk(after, f"{text} {{{slot_type}}}".strip())
        for word, after in self.words[node].items():
            yield from self.walk(after, f"{text} {word}".strip())

    def add_value(self, slot_type: str, name: str) -> None:
        """Add *name*, a value of *slot_type* or one of its synonyms."""
        node = self._root(slot_type)
        for word in sample_words(name):
            node = self._follow(self.words[node], word)
        self.value_ends.add(node)

    def add_sample(self, intent: str, sample: str, types: Mapping[str, str]) -> None:
        """Add a sample of *intent*; *types* maps its slot names to slot types."""
        node = 0
        for word in sample_words(sample):
            if slots := slots_in(word):
                slot_type = types[slots[0]]
                self._root(slot_type)
                node = self._follow(self.slots.setdefault(node, {}), slot_type)
            else:
                node = self._follow(self.words[node], word)
        self.ends.setdefault(node, {}).setdefault(intent, sample)

    def _follow(self, branches: dict[str, int], word: str) -> int:
        """Return the node of *word* in *branches*; add it if it is missing."""
        return branches.get(word) or branches.setdefault(word, self._new())

    def _root(self, slot_type: str) -> int:
        return self._follow(self.roots, slot_type)

    def _new(self) -> int:
        self.words.append({})
        return len(self.words) - 1


def sample_words(text: str) -> list[str]:
    """Return the words of *text* in lower case, without punctuation; slots keep their braces."""
    bare = _SILENT.sub("", _POSSESSIVE.sub(" ", text))
    return [word if word.startswith("{") else word.lower() for word in _WORD.findall(bare)]


def grammar(model: Mapping[str, Any]) -> Grammar:
    """Return the trie of *model*, an interaction model as Amazon's JSON object."""
    language = model["interactionModel"]["languageModel"]
    built = Grammar()
    for slot_type in language["types"]:
        for value in slot_type["values"]:
            for name in (value["name"]["value"], *value["name"].get("synonyms", [])):
                built.add_value(slot_type["name"], name)
    for intent in language["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            built.add_sample(intent["name"], sample, types)
    return built
