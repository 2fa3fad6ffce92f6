"""Build cards for the Alexa app: a routine, an answer or a warning as plain text.

A card depends only on its arguments and the catalog.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import Catalog, Passage, Step, Topic, Warning, Words
from . import conditions, routine_choice
from .citations import claims_of, named, weightiest
from .scenes import heading
from .turn import Card

#: The most sources that a card names.
MOST_SOURCES = 3


def of_routine(
    catalog: Catalog,
    key: str,
    situations: tuple[str, ...] = (),
    stated: tuple[str, ...] = (),
) -> Card:
    """Return the card of routine *key*, adapted to *situations* and the conditions *stated*."""
    routine = catalog.routines[key]
    steps = routine_choice.steps_in(catalog, key, situations)
    notes = [note for named in situations if (note := catalog.situations[named].say)]
    before = (*notes, *routine_choice.cautions(catalog, routine, situations, stated).all)
    after = (
        *routine_choice.aftercare(catalog, routine, situations),
        *conditions.aftercare(catalog, stated),
    )
    claims = (*(claim for step in steps for claim in step.claims), *claims_of((*before, *after)))
    blocks = [
        _lines(before),
        "\n".join(f"{place}. {_step(catalog, step)}" for place, step in enumerate(steps, start=1)),
        _lines((catalog.prompts.card_after, *after)),
    ]
    return _card(catalog, routine.title, blocks, claims)


def of_topic(catalog: Catalog, topic: Topic, *closing: Passage) -> Card:
    """Return the card with all passages of *topic*, then its hedge and *closing*."""
    said = (*topic.say, *([topic.hedge] if topic.hedge else []), *closing)
    return _card(catalog, topic.name, [_lines(said)], claims_of(said))


def of_warning(catalog: Catalog, warning: Warning, said: tuple[Passage, ...]) -> Card:
    """Return the card of a warning sign: the spoken passages *said*, in the same order."""
    return _card(catalog, warning.name, [_lines(said)], claims_of(said))


def _step(catalog: Catalog, step: Step) -> str:
    seconds = str(step.hold_seconds)
    hold = catalog.prompts.card_hold.fill(seconds=seconds).say if step.hold_seconds else ""
    return " ".join(filter(None, (step.move, step.how, hold, step.ease)))


def _card(catalog: Catalog, title: Words, blocks: list[str], claims: Iterable[str]) -> Card:
    """Return a card of *blocks*, followed by the sources of *claims* and the disclaimer."""
    disclaimer = catalog.prompts.disclaimer.say
    last = "\n".join(filter(None, (_sources(catalog, claims), disclaimer)))
    text = catalog.to_read("\n\n".join(filter(None, (*blocks, last))))
    return Card(heading(title), text)


def _sources(catalog: Catalog, claims: Iterable[str]) -> str:
    names = [
        f"{source.publisher}, {source.year}" if source.year else source.publisher
        for source in weightiest(named(catalog, claims), MOST_SOURCES)
    ]
    return catalog.prompts.card_sources.fill(names="; ".join(names)).say if names else ""


def _lines(said: Iterable[Passage]) -> str:
    return "\n".join(dict.fromkeys(passage.say for passage in said))
