"""Where a turn comes from: the handler in the code, and the claims of each sentence."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from ...catalog import Catalog, Passage
from ...common.paths import PROJECT
from ...console.client.inspector import ClaimInfo, HandlerInfo, ReferenceInfo, SentenceInfo
from ...dialogue.speech import Speech
from ...dialogue.turn import Turn
from ...handlers import HANDLERS


def handler_info(intent: str) -> HandlerInfo:
    """Return the handler of *intent*: its name, what it does, and its file and line."""
    # Some are wrapped to settle the question about a sign first.
    handler = inspect.unwrap(HANDLERS[intent])
    module = inspect.getmodule(handler)
    named = (name for name, value in vars(module).items() if value is handler)
    code = getattr(handler, "__code__", None)
    file, line = (Path(code.co_filename), code.co_firstlineno) if code else (Path(), 0)
    where = file.relative_to(PROJECT) if file.is_relative_to(PROJECT) else Path(file.name)
    return HandlerInfo(
        f"{handler.__module__.rpartition('.')[2]}.{next(named, handler.__qualname__)}",
        (inspect.getdoc(handler) or "").partition("\n")[0],
        f"{where.as_posix()}:{line}",
    )


def sentence_infos(catalog: Catalog, turn: Turn) -> Iterator[SentenceInfo]:
    """Yield each passage of the speech and of the reprompt, with its claims."""
    yield from _sentence_infos_of_part(catalog, "answer", turn.speech)
    yield from _sentence_infos_of_part(catalog, "reprompt", turn.reprompt or ())


def _sentence_infos_of_part(catalog: Catalog, part: str, speech: Speech) -> Iterator[SentenceInfo]:
    for passage in speech:
        if isinstance(passage, Passage):
            stated = [_claim_info(catalog, claim, False) for claim in passage.claims]
            stated += [_claim_info(catalog, claim, True) for claim in passage.corrects]
            yield SentenceInfo(part, passage.say, tuple(passage.suggests), tuple(stated))


def _claim_info(catalog: Catalog, name: str, corrects: bool) -> ClaimInfo:
    claim = catalog.claims[name]
    sources = (catalog.references[reference] for reference in claim.references)
    references = tuple(ReferenceInfo(one.title, one.publisher, one.year or None) for one in sources)
    return ClaimInfo(name, claim.grade, claim.says, corrects, references)
