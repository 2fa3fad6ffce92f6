"""Measure the time to the end of the first instruction, with the real endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...catalog import Catalog, load_catalogs
from ...catalog.intent_names import LAUNCH, RELIEF
from ...common.paths import CONTENT
from ...common.sentences import first_sentence
from ...common.speaking_time import speaking_seconds
from ...console.client.skill_client import SkillClient
from ...console.progress import progress
from ...console.response.spoken_text import plain_text, ssml_of
from ..cramp_coach import CRAMP_COACH
from ..inputs import Choice, Input

DEVICE = "dot"
#: The latest end of the first instruction, in seconds from the start of the response.
MOST_SECONDS = 3.0


@dataclass(frozen=True)
class Timing:
    """A request, the first sentence of its response, and the end of that sentence in seconds."""

    locale: str
    said: Input
    first: str
    seconds: float
    #: The problem, or an empty text.
    wrong: str = ""

    def __str__(self) -> str:
        mark = f"  WRONG: {self.wrong}" if self.wrong else ""
        return f"{self.locale}  {self.seconds:4.1f} s  {self.said}  {self.first!r}{mark}"


def relief_times(locales: Iterable[str] = ()) -> Iterator[Timing]:
    """Yield the timing of a launch and of every relief request, in *locales* (default: all)."""
    catalogs, console = load_catalogs(CONTENT), SkillClient(CRAMP_COACH)
    wanted = list(locales) or [name for name in catalogs if name != "other"]
    for locale in wanted:
        catalog, model = catalogs[locale], console.resolver(locale).model
        choice = Choice.of(catalog, model, RELIEF)
        requests = [Input(LAUNCH), Input(RELIEF), *choice.values, *choice.pairs]
        for said in progress(requests, f"requests in {locale}"):
            yield timing(catalog, locale, said, _output_speech(console, locale, said))


def timing(catalog: Catalog, locale: str, said: Input, answer: str) -> Timing:
    """Return the timing of *answer*, the response to *said*."""
    first = first_sentence(answer)
    took = speaking_seconds(first)
    return Timing(locale, said, first, took, _wrong(catalog, first, took))


def run_time_to_first_move(locales: Iterable[str] = ()) -> int:
    """Print the table and the slow responses; return 1 if there are any."""
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


def _output_speech(console: SkillClient, locale: str, said: Input) -> str:
    """Return the output speech, which comes before the audio document."""
    session = console.session(locale, DEVICE)
    launch = said.name == LAUNCH
    exchange = session.launch() if launch else session.intent(said.name, dict(said.slots))
    return plain_text(ssml_of(exchange.response["response"].get("outputSpeech")))


def _wrong(catalog: Catalog, first: str, took: float) -> str:
    if "?" in first:
        return "a question comes first"
    moves = (step.move for routine in catalog.routines.values() for step in routine.steps)
    if first not in map(first_sentence, moves):
        return "the first sentence is no move of a routine"
    return f"longer than {MOST_SECONDS:.0f} s" if took > MOST_SECONDS else ""
