"""Strict matching: which intents have a sample that says exactly this, slots filled or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .compact import slots_in

#: Where matching stands: a node of the samples, or a node of a slot's values and where it returns.
State = tuple[int, int | None]


@dataclass
class Grammar:
    """Every sample and slot value as one tree of words; node 0 is the beginning of a sample."""

    words: list[dict[str, int]] = field(default_factory=lambda: [{}])
    #: Node to slot type to the node after the slot.
    slots: dict[int, dict[str, int]] = field(default_factory=dict)
    #: Node to the intents with a sample that ends there.
    ends: dict[int, set[str]] = field(default_factory=dict)
    #: Slot type to the node where its values begin, and the nodes where a value ends.
    roots: dict[str, int] = field(default_factory=dict)
    value_ends: set[int] = field(default_factory=set)

    def follow(self, node: int, word: str) -> int:
        """Return the node after *word*, made if there is none yet."""
        if word not in self.words[node]:
            self.words[node][word] = self.node()
        return self.words[node][word]

    def node(self) -> int:
        """Return a new node."""
        self.words.append({})
        return len(self.words) - 1

    def successors(self, state: State) -> dict[str, set[State]]:
        """Return the states that each next word leads to."""
        found: dict[str, set[State]] = {}
        for node, after in self.open(state):
            for word, following in self.words[node].items():
                found.setdefault(word, set()).add((following, after))
        return found

    def open(self, state: State) -> Iterator[State]:
        """Yield *state* and the states it amounts to: after a whole value, at a slot's values."""
        yield state
        node, after = state
        if after is not None:
            if node in self.value_ends:
                yield from self.open((after, None))
            return
        for slot_type, following in self.slots.get(node, {}).items():
            yield self.roots[slot_type], following

    def intents(self, state: State) -> set[str]:
        """Return the intents with a sample that is complete here."""
        done = [self.ends.get(node, set()) for node, after in self.open(state) if after is None]
        return set().union(*done)


def normalise(text: str) -> list[str]:
    """Return the words of *text* as strict matching compares them: "It's" and "its" are one."""
    for mark, instead in (("'", ""), ("\u2019", ""), (".", ""), (",", ""), ("?", ""), ("-", " ")):
        text = text.replace(mark, instead)
    return text.lower().split()


def grammar(model: Mapping[str, Any]) -> Grammar:
    """Return the words of Amazon's JSON object *model* as a tree."""
    language = model["interactionModel"]["languageModel"]
    built = Grammar()
    for slot_type in language.get("types", []):
        built.roots[slot_type["name"]] = built.node()
        for value in slot_type["values"]:
            for name in (value["name"]["value"], *value["name"].get("synonyms", [])):
                _add_value(built, built.roots[slot_type["name"]], name)
    for intent in language["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            built.ends.setdefault(_add_sample(built, sample, types), set()).add(intent["name"])
    return built


def understood_as(built: Grammar, phrase: str) -> set[str]:
    """Return the intents that have a sample for exactly *phrase*."""
    states: set[State] = {(0, None)}
    for word in normalise(phrase):
        states = {after for state in states for after in built.successors(state).get(word, ())}
    return {intent for state in states for intent in built.intents(state)}


def shared(built: Grammar) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each utterance that samples of two or more intents understand, and those intents."""
    reached: dict[tuple[State, State], str] = {}
    for node, text in _samples_so_far(built):
        reached[(node, None), (node, None)] = text
    waiting = deque(reached)
    while waiting:
        one, other = waiting.popleft()
        text = reached[one, other]
        intents = built.intents(one) | built.intents(other)
        if len(intents) > 1 and built.intents(one) and built.intents(other):
            yield text, tuple(sorted(intents))
        for pair, word in _pairs(built, one, other):
            if pair not in reached:
                reached[pair] = f"{text} {word}".strip()
                waiting.append(pair)


def _pairs(built: Grammar, one: State, other: State) -> Iterator[tuple[tuple[State, State], str]]:
    """Yield the pairs of different states that the same next word leads to."""
    left, right = built.successors(one), built.successors(other)
    for word in sorted(left.keys() & right.keys()):
        for first in left[word]:
            for second in right[word]:
                if first != second:
                    yield (min(first, second, key=repr), max(first, second, key=repr)), word


def _samples_so_far(built: Grammar) -> Iterator[tuple[int, str]]:
    """Yield every node that samples pass through, with the words before it."""
    waiting = [(0, "")]
    while waiting:
        node, text = waiting.pop()
        yield node, text
        for slot_type, after in built.slots.get(node, {}).items():
            waiting.append((after, f"{text} {{{slot_type}}}".strip()))
        for word, after in built.words[node].items():
            waiting.append((after, f"{text} {word}".strip()))


def _add_value(built: Grammar, root: int, name: str) -> None:
    node = root
    for word in normalise(name):
        node = built.follow(node, word)
    built.value_ends.add(node)


def _add_sample(built: Grammar, sample: str, types: Mapping[str, str]) -> int:
    node = 0
    for word in normalise(sample.replace("{", " {").replace("}", "} ")):
        if slots := slots_in(word):
            following = built.slots.setdefault(node, {})
            slot_type = types.get(slots[0], slots[0])
            built.roots.setdefault(slot_type, built.node())
            node = following.setdefault(slot_type, built.node())
        else:
            node = built.follow(node, word)
    return node
