"""Amazon's certification tests pass at the real endpoint and fail for a faulty skill."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from skill import handlers
from skill.alexa import session_attributes
from skill.catalog import Words
from skill.console.client.skill_client import SkillClient
from skill.dialogue.intents import relief, standard_intents
from skill.dialogue.turn import Handler, Request, Turn
from skill.publishing.certification import checklist, endpoint_probes
from skill.publishing.certification.skill_under_test import SkillUnderTest
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.publishing import LOCALE, catalog, content

#: Every trial once, by its name.
TRIALS = {
    name: trial for trials in checklist.TRIALS.values() for name, (_, trial) in trials.items()
}
PROBES = {**endpoint_probes.PROBES, **endpoint_probes.PAGES}


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


@pytest.mark.parametrize("locale", content())
def test_the_skill_passes_every_trial(console: SkillClient, locale: str) -> None:
    candidate = SkillUnderTest(console, content()[locale], locale)
    seen = {name: trial(candidate) for name, trial in TRIALS.items()}
    assert len(seen) == 20
    assert all(seen.values())


@pytest.mark.parametrize("name", PROBES)
def test_the_endpoint_passes_amazon_s_probe(name: str) -> None:
    expected, probe = PROBES[name]
    assert probe()
    assert expected[:3] in {"200", "400", "405"}


def test_all_of_amazon_s_probes_are_there() -> None:
    assert len(PROBES) > 20


# A trial that cannot fail is none: here each one meets a skill that does what it looks for.


def endless(request: Request) -> Turn:
    """Stay open after a goodbye."""
    return replace(standard_intents.stop(request), reprompt=standard_intents.stop(request).speech)


def speechless(request: Request) -> Turn | None:
    """Ask, and close the session."""
    turn = relief.start(request)
    return turn and replace(turn, reprompt=None)


def chatty(request: Request) -> Turn:
    """Greet before the first move."""
    return standard_intents.help_(request)


def parrot(request: Request) -> Turn:
    """Say the same however often it is not understood."""
    return standard_intents.help_(request)


def slow(request: Request) -> Turn | None:
    """Take three holds before asking."""
    turn = relief.launch(request)
    return turn and replace(turn, speech=turn.speech * 3)


def promising(request: Request) -> Turn | None:
    """Leave the disclaimer out."""
    return relief.launch(request)


#: What each trial must notice: the name a handler is listed under, and what answers instead.
MISBEHAVIOUR: Mapping[str, tuple[str, Handler]] = {
    "launch": ("LaunchRequest", chatty),
    "help": ("AMAZON.HelpIntent", promising),
    "stop": ("AMAZON.StopIntent", endless),
    "cancel": ("AMAZON.CancelIntent", standard_intents.help_),
    "fallback": ("AMAZON.FallbackIntent", parrot),
    "example phrases": ("WhyCrampIntent", standard_intents.help_),
    "session flags": ("StartReliefIntent", speechless),
    "waiting": ("AMAZON.RepeatIntent", slow),
    "disclaimer spoken": ("WhyCrampIntent", promising),
    "emergency": ("EmergencyIntent", standard_intents.stop),
}


def broken(name: str, candidate: SkillUnderTest) -> str:
    """Return how the trial *name* fails."""
    (row,) = (
        checklist._checklist_row(name, "", "", candidate.locale, lambda: TRIALS[name](candidate)),
    )
    assert row.failed, row.result
    return row.result


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_trial_notices_a_handler_that_misbehaves(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place, instead = MISBEHAVIOUR[name]
    monkeypatch.setitem(handlers.HANDLERS, place, instead)
    assert broken(name, SkillUnderTest(SkillClient(CRAMP_COACH), catalog(), LOCALE))


def test_a_promise_in_the_store_is_noticed(console: SkillClient) -> None:
    promising = catalog(summary=Words("The cure for cramps."))
    assert "says 'cure'" in broken("no claims", SkillUnderTest(console, promising, LOCALE))


def test_a_disclaimer_that_says_too_little_is_noticed(console: SkillClient) -> None:
    silent = catalog(disclaimer=Words("Ask a doctor."))
    found = broken("disclaimer in the description", SkillUnderTest(console, silent, LOCALE))
    assert "does not say 'local emergency number'" in found


def test_a_skill_that_keeps_more_than_the_place_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    write = session_attributes.write_attributes
    monkeypatch.setattr(
        session_attributes, "write_attributes", lambda *told: write(*told) | {"name": "Ann"}
    )
    found = broken(
        "no health information is kept", SkillUnderTest(SkillClient(CRAMP_COACH), catalog(), LOCALE)
    )
    assert "keeps ['name']" in found


def test_a_skill_that_would_call_for_help_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    unasked = handlers.UNASKED | {"EmergencyIntent"}
    monkeypatch.setattr(handlers, "UNASKED", unasked)
    candidate = SkillUnderTest(SkillClient(CRAMP_COACH), catalog(), LOCALE)
    found = broken("CanFulfillIntentRequest", candidate)
    assert found.startswith("EmergencyIntent")


class Strange:
    """An endpoint that changes what the real one answers, or is asked."""

    def __init__(self, console: SkillClient, change: Any) -> None:
        self._console = console
        self._change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._console, name)

    def session(self, locale: str) -> Any:
        made = self._console.session(locale)
        made.post = self.post
        return made

    def post(self, envelope: Any, now: int) -> Any:
        return self._change(envelope, self._console.post(envelope, now))


def talks_always(_: Any, answer: Any) -> Any:
    hello = {"type": "PlainText", "text": "Hello"}
    return {**answer, "response": {**answer["response"], "outputSpeech": hello}}


def never_ends(_: Any, answer: Any) -> Any:
    long = {"type": "SSML", "ssml": f"<speak>{'word ' * 2000}</speak>"}
    return {**answer, "response": {**answer["response"], "outputSpeech": long}}


def knows_people(envelope: Any, answer: Any) -> Any:
    user = envelope["session"]["user"]["userId"]
    return {**answer, "response": {**answer["response"], "user": user}}


def minds_news(envelope: Any, answer: Any) -> Any:
    return {**answer, "response": {}} if "addedTomorrow" in envelope else answer


ENDPOINTS: tuple[tuple[str, Any], ...] = (
    ("requests without an answer", talks_always),
    ("exit", talks_always),
    ("silence", talks_always),
    ("limits of a response", never_ends),
    ("another person, another device", knows_people),
    ("unknown properties", minds_news),
)


@pytest.mark.parametrize(("name", "change"), ENDPOINTS)
def test_a_trial_notices_an_endpoint_that_misbehaves(
    console: SkillClient, name: str, change: Any
) -> None:
    strange: Any = Strange(console, change)
    assert broken(name, SkillUnderTest(strange, catalog(), LOCALE))


def test_every_trial_has_met_a_skill_that_fails_it() -> None:
    elsewhere = {
        *("no claims", "no health information is kept", "CanFulfillIntentRequest"),
        "disclaimer in the description",
    }
    assert {*MISBEHAVIOUR, *(name for name, _ in ENDPOINTS), *elsewhere} == TRIALS.keys()


#: The ten traps in which health skills are refused or break, and the trials that stand at each.
TRAPS: Mapping[str, tuple[str, ...]] = {
    "health data is stored or asked for": (
        "no health information is kept",
        "another person, another device",
    ),
    "no disclaimer, or only a spoken one": ("disclaimer in the description", "disclaimer spoken"),
    "claims": ("no claims",),
    "an offer to call for help": ("emergency", "CanFulfillIntentRequest"),
    "the endpoint takes what is not Amazon's": (
        "no signature",
        "certificate of somebody else",
        "body changed after signing",
        "for another skill",
    ),
    "example phrases": ("example phrases",),
    "the session flag": ("session flags", "help", "stop", "cancel", "exit", "silence"),
    "an invalid response": ("limits of a response",),
    "brittle parsing": ("unknown properties", "requests without an answer", "fallback"),
    "help that begins late": ("launch", "waiting"),
}


def test_at_each_of_the_ten_traps_stands_a_trial() -> None:
    named = {name for trials in TRAPS.values() for name in trials}
    assert len(TRAPS) == 10
    assert named <= TRIALS.keys() | PROBES.keys()
    assert TRIALS.keys() <= named


def test_a_probe_that_gets_in_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint_probes.ProbedEndpoint, "status", lambda *_: 200)
    names = [name for name, (expected, _) in endpoint_probes.PROBES.items() if expected == "400"]
    failed = [
        checklist._checklist_row(n, "", "", "all", endpoint_probes.PROBES[n][1]).failed
        for n in names
    ]
    assert len(failed) > 15
    assert all(failed)


def test_the_table_has_amazon_s_columns() -> None:
    rows: Iterator[checklist.ChecklistRow] = iter(
        [
            checklist.ChecklistRow(
                "stop", "five words", "FUNCTIONALITY", LOCALE, "six words", failed=True
            ),
            checklist.ChecklistRow(
                "help", "a question", "FUNCTIONALITY", LOCALE, "asked", failed=False
            ),
        ]
    )
    head, failed, passed, total = checklist.checklist_lines(rows)
    assert head.split() == ["STATUS", "LOCALE", "CATEGORY", "TITLE", "EXPECTED", "RESULT"]
    assert failed.split() == [
        "FAILED",
        "en-US",
        "FUNCTIONALITY",
        "stop",
        "five",
        "words",
        "six",
        "words",
    ]
    assert passed.startswith("SUCCESSFUL")
    assert total == "2 trials, 1 failed"


def test_the_command_prints_the_checklist_as_data_and_fails_for_a_locale_that_is_none() -> None:
    run = command("checklist", "--locale", "en-GB", "--json")
    rows = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (0, "")
    assert {row["status"] for row in rows} == {"SUCCESSFUL"}
    assert {row["locale"] for row in rows} == {"all", "en-GB"}
    assert rows[0].keys() >= {"title", "description", "category", "locale", "importance", "status"}
    unknown = command("checklist", "--locale", "xx-XX")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("no locale xx-XX; known: en-US")


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "skill.publishing", *words],
        capture_output=True,
        text=True,
        check=False,
    )
