"""The contexts of a question, and the order of passages that fits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog import ContextId, Passage
from .conditions import facts
from .state import Told
from .turn import Request

#: The context of questions about medicines.
MEDICINE = ContextId.MEDICINE


def context_of(request: Request) -> tuple[str, ...]:
    """Return the contexts of a question, the most telling first.

    The context that the request names comes first, then those of the listener's situations and
    conditions, then that of the last question.
    """
    named = request.slots.get("context")
    found = [*([named] if named else []), *of_listener(request), *_of_last_question(request)]
    return tuple(one for one in dict.fromkeys(found) if one != ContextId.GENERAL)


def of_listener(request: Request) -> tuple[str, ...]:
    """Return the contexts of the listener's situations and conditions, each once."""
    return tuple(dict.fromkeys(fact.context for fact in facts(request) if fact.context))


def in_order(
    passages: Sequence[Passage], contexts: Sequence[str], most: int | None = None
) -> tuple[Passage, ...]:
    """Return *passages* with at most *most* of those for *contexts* first; all others follow."""
    own = [one for one in passages if _fits(one, contexts)]
    own.sort(key=lambda one: min(contexts.index(c) for c in one.contexts if c in contexts))
    first = own[:most]
    return (*first, *(one for one in passages if one not in first))


def for_contexts(passages: Sequence[Passage], contexts: Sequence[str]) -> tuple[Passage, ...]:
    """Return *passages* in order for *contexts*, without those that are only for other contexts.

    Without contexts only the special passages are left out.
    """
    if not contexts:
        return tuple(one for one in passages if not one.special)
    fitting = [one for one in passages if not one.contexts or _fits(one, contexts)]
    return in_order(fitting, contexts)


def _fits(passage: Passage, contexts: Sequence[str]) -> bool:
    return not set(passage.contexts).isdisjoint(contexts)


def _of_last_question(request: Request) -> Iterator[str]:
    place = request.place
    if request.listener.context:
        yield request.listener.context
    if not isinstance(place, Told):
        return
    if place.kind == "context":
        yield place.topic
    if place.kind == "medicine":
        yield MEDICINE
    yield from place.contexts
