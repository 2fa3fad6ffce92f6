"""How long somebody in pain waits for the first thing to do, through the real endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..catalog import Catalog, Passage, Words, load_catalogs
from ..catalog.check_routines import first_sentence
from ..dialogue.speech import seconds
from ..folders import CONTENT
from .client import Console
from .progress import progress
from .said import LAUNCH, Choice, Said
from .speech import plain, ssml_of

RELIEF = "StartReliefIntent"
DEVICE = "dot"
#: The end of the first instruction, in seconds from the start of the answer.
MOST_SECONDS = 3.0


@dataclass(frozen=True)
class Timing:
    """What was said to the skill, its first sentence, and when that sentence is over."""

    locale: str
    said: Said
    first: str
    seconds: float
    #: What is wrong with it, or nothing.
    wrong: str = ""

    def __str__(self) -> str:
        mark = f"  WRONG: {self.wrong}" if self.wrong else ""
        return f"{self.locale}  {self.seconds:4.1f} s  {self.said}  {self.first!r}{mark}"


def relief_times(locales: Iterable[str] = ()) -> Iterator[Timing]:
    """Yield the timing of a launch and of every relief request, in *locales* or in all."""
    catalogs, console = load_catalogs(CONTENT), Console()
    wanted = list(locales) or [name for name in catalogs if name != "other"]
    for locale in wanted:
        catalog, model = catalogs[locale], console.resolver(locale).model
        choice = Choice.of(catalog, model, RELIEF)
        requests = [Said(LAUNCH), Said(RELIEF), *choice.values, *choice.pairs]
        for said in progress(requests, f"requests in {locale}"):
            yield timing(catalog, locale, said, _answer(console, locale, said))


def timing(catalog: Catalog, locale: str, said: Said, answer: str) -> Timing:
    """Measure *answer*, the words that are spoken to *said*."""
    first = first_sentence(answer)
    took = seconds((Passage(Words(first)),))
    return Timing(locale, said, first, took, _wrong(catalog, first, took))


def run(locales: Iterable[str] = ()) -> int:
    """Print the table and what is too slow, and return 1 where anything is."""
    timings = list(relief_times(locales))
    for one in timings:
        print(one)
    wrong = sum(bool(one.wrong) for one in timings)
    slowest = max(one.seconds for one in timings)
    print(
        f"{len(timings)} requests, the slowest {slowest:.1f} s "
        f"(at most {MOST_SECONDS:.0f} s), {wrong} wrong"
    )
    return 1 if wrong else 0


def _answer(console: Console, locale: str, said: Said) -> str:
    """Return what Alexa speaks herself, at once: on this device an audio document comes after."""
    session = console.session(locale, DEVICE)
    launch = said.name == LAUNCH
    exchange = session.launch() if launch else session.intent(said.name, dict(said.slots))
    return plain(ssml_of(exchange.response["response"].get("outputSpeech")))


def _wrong(catalog: Catalog, first: str, took: float) -> str:
    if "?" in first:
        return "a question comes first"
    moves = (step.move for routine in catalog.routines.values() for step in routine.steps)
    if first not in map(first_sentence, moves):
        return "the first sentence is no move of a routine"
    return f"longer than {MOST_SECONDS:.0f} s" if took > MOST_SECONDS else ""
