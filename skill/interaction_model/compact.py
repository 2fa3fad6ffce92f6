"""Compact utterances: ``my {muscle} (is|keeps) cramping [again]`` stands for four samples."""

from __future__ import annotations

import math
import re
from collections import deque
from itertools import product

#: More samples than this from one pattern make the model large and teach it nothing.
MOST_SAMPLES = 240

_PART = re.compile(r"\{[^{}()\[\]|]*\}|[()\[\]|{}]|[^()\[\]|{}]+")
_SLOT = re.compile(r"\{([^{}]*)\}")
_SLOT_NAME = re.compile(r"[A-Za-z_]+")
_CLOSERS = {"(": ")", "[": "]"}


class PatternError(ValueError):
    """Says what is wrong with a pattern; the caller knows which pattern of which intent it is."""


def expand(pattern: str) -> tuple[str, ...]:
    """Return every sample that *pattern* stands for, in reading order, each once.

    Raises:
        PatternError: If a bracket, an alternative or a slot is not whole, or the samples too many.
    """
    parts = deque(_PART.findall(pattern))
    samples = _alternatives(parts, "")
    tidy = tuple(dict.fromkeys(" ".join(sample.split()) for sample in samples))
    if "" in tidy:
        raise PatternError("every word of it is optional")
    return tidy


def slots_in(sample: str) -> tuple[str, ...]:
    """Return the names of the slots of a sample or pattern, in reading order."""
    return tuple(_SLOT.findall(sample))


def _alternatives(parts: deque[str], opener: str) -> list[str]:
    """Read alternatives up to the bracket that closes *opener*, or up to the end of the pattern."""
    found: list[str] = []
    while True:
        found += _sequence(parts)
        part = parts.popleft() if parts else ""
        if part == _CLOSERS.get(opener, ""):
            return found
        if not part:
            raise PatternError(f'"{opener}" is never closed')
        if part != "|":
            raise PatternError(f'"{part}" closes nothing')
        if not opener:
            raise PatternError('"|" stands outside of brackets')


def _sequence(parts: deque[str]) -> list[str]:
    """Read what follows one another, up to ``|`` or a closing bracket."""
    choices: list[list[str]] = []
    while parts and parts[0] not in ("|", ")", "]"):
        choices.append(_choice(parts))
    if not any(option.strip() for choice in choices for option in choice):
        raise PatternError("an alternative is empty")
    # Counted before it is done: a slip of the pen can stand for more samples than memory holds.
    size = math.prod(len(choice) for choice in choices)
    if size > MOST_SAMPLES:
        raise PatternError(f"stands for {size:,} samples; at most {MOST_SAMPLES} are sensible")
    return ["".join(chosen) for chosen in product(*choices)]


def _choice(parts: deque[str]) -> list[str]:
    """Read one part, and return what may be said for it: words, a slot, or any alternative."""
    part = parts.popleft()
    if part in _CLOSERS:
        found = _alternatives(parts, part)
        return ["", *found] if part == "[" else found
    if part in ("{", "}"):
        raise PatternError(f'"{part}" belongs to no slot')
    if part.startswith("{") and not _SLOT_NAME.fullmatch(part[1:-1]):
        raise PatternError(f'"{part}" is not the name of a slot')
    return [part]
