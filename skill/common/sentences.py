"""Split English text into sentences."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def sentences(text: str) -> list[str]:
    """Return the sentences of *text* that have a word."""
    return [one for one in _END.split(text.strip()) if re.search(r"\w", one)]


def first_sentence(text: str) -> str:
    """Return the first sentence of *text*; an empty text has an empty one."""
    return next(iter(sentences(text)), "")
