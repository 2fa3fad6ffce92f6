"""Check the reading grade of what is spoken together."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Passage
from ..speech_limits import PASSAGES_AT_ONCE, READING_GRADE
from ..texts import TOPIC_GROUPS


def reading_grades(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each answer, and for each sign's advice, that is hard to read."""
    # Imported here, because a server has no library that counts syllables.
    try:
        from .readability import grade
    except ImportError:
        print("reading grades are not checked: install the extra console", file=sys.stderr)
        return

    syllables = catalog.readability.syllables
    # The dialogue chooses the offer that ends an answer; only the sweep knows which. An answer that
    # is hard with the easiest of them is hard with all.
    offers = [offer.ask.say for offer in catalog.prompts.offer.values()]
    for place, texts in _answers(catalog):
        said = " ".join(texts)
        found = min(grade(f"{said} {offer}", syllables) for offer in offers)
        if found > READING_GRADE:
            yield (
                f"{place}: reads at school grade {found:.1f}, {said!r}: "
                f"use shorter words and sentences, up to grade {READING_GRADE:g}"
            )


def _answers(catalog: Catalog) -> Iterator[tuple[ContentPlace, list[str]]]:
    """Yield the texts that are spoken together, and the place of the first."""
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key, ("say",))
            for first, together in _turns(topic.say):
                last = [topic.hedge] if topic.hedge and first == 1 else []
                yield place.item(first), [one.say for one in (*together, *last)]
    for key, sign in catalog.warnings.items():
        place = ContentPlace(catalog.language, "warnings", key, ("say",))
        yield place, [sign.say.say]


def _turns(passages: tuple[Passage, ...]) -> Iterator[tuple[int, tuple[Passage, ...]]]:
    """Yield the passages of each turn, and the number of the first, counted from 1."""
    for first in range(0, len(passages), PASSAGES_AT_ONCE):
        yield first + 1, passages[first : first + PASSAGES_AT_ONCE]
