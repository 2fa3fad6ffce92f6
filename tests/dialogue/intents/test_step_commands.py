from __future__ import annotations

import re

import pytest

from skill.catalog import Catalog
from skill.dialogue.speech import LONGEST_PAUSE, Pause, seconds
from skill.dialogue.state import InStep, Paused, Told, Warned
from tests.conftest import NOW, Talk, text

#: A calf stretch said at NOW, whose hold is over 30 seconds later.
HELD = InStep("calf", 0, NOW, NOW + 30)


def held(talk: Talk, state: InStep = HELD) -> Talk:
    talk.state = state
    return talk


def hold_of(talk: Talk, intent: str, after: int = 0) -> float:
    """Return the seconds of the hold in the answer to *intent*: from silence to countdown."""
    speech = talk.wait(after).say(intent).speech
    first = next(at for at, part in enumerate(speech) if isinstance(part, Pause))
    counted = [getattr(part, "say", "") for part in speech].index("Three. Two. One.")
    return seconds(speech[first : counted + 1])


@pytest.mark.parametrize(
    ("after", "spoken"), [(0, 30), (4, 25), (9, 20), (17, 15), (20, 10), (25, None), (60, None)]
)
def test_how_much_longer_is_worked_out_from_the_times_of_the_requests(
    talk: Talk, catalog: Catalog, after: int, spoken: int | None
) -> None:
    said = text(held(talk).wait(after).say("HoldTimeIntent"))
    over = catalog.prompts.hold_over.say
    expected = catalog.prompts.hold_left.fill(seconds=str(spoken)).say if spoken else over
    assert said.startswith(expected)
    assert (over in said) is (spoken is None)


def test_how_much_longer_holds_that_long_and_not_again_from_the_start(talk: Talk) -> None:
    turn = held(talk).wait(15).say("HoldTimeIntent")
    assert 12 <= seconds(turn.speech) - seconds(turn.speech[:1]) <= 20
    assert isinstance(turn.state, InStep)
    assert turn.state.until - talk.at < 30


def test_how_long_in_the_middle_of_nothing_is_answered_in_general(
    talk: Talk, catalog: Catalog
) -> None:
    topic = catalog.topics["answer"]["hold-time"]
    assert text(talk.say("HoldTimeIntent")).startswith(topic.say[0].say)


@pytest.mark.parametrize("routine", ["driving", "in-water", "dialysis", "wheelchair"])
def test_nobody_is_told_to_let_go_of_what_is_not_held(
    talk: Talk, catalog: Catalog, routine: str
) -> None:
    said = text(held(talk, InStep(routine, 0, NOW, NOW)).say("HoldTimeIntent"))
    assert catalog.prompts.hold_over.say not in said


def test_how_much_longer_during_a_rest_counts_what_was_left_before_it(
    talk: Talk, catalog: Catalog
) -> None:
    held(talk).wait(10).say("AMAZON.PauseIntent")
    said = text(talk.wait(120).say("HoldTimeIntent"))
    assert catalog.prompts.hold_over.say not in said


def test_slower_says_the_step_again_and_everything_after_it_slowly(
    talk: Talk, catalog: Catalog
) -> None:
    turn = held(talk).say("SlowerIntent")
    assert text(turn).startswith(catalog.routines["calf"].steps[0].again)
    assert turn.pace == "slow"
    for intent in ("AMAZON.NextIntent", "AMAZON.RepeatIntent", "HoldTimeIntent"):
        assert talk.wait(5).say(intent).pace == "slow"
    assert talk.say("StartReliefIntent", muscle="foot").pace == "slow"


@pytest.mark.parametrize(
    "intent", ["AMAZON.PauseIntent", "ItHelpedIntent", "AMAZON.HelpIntent", "AMAZON.FallbackIntent"]
)
def test_who_asked_for_slower_words_keeps_getting_them(talk: Talk, intent: str) -> None:
    held(talk).say("SlowerIntent")
    assert talk.say(intent).pace == "slow"


def test_slower_lasts_when_the_situation_changes_the_bedtime_stretch(talk: Talk) -> None:
    talk.say("BedtimeRoutineIntent")
    talk.say("SlowerIntent")
    assert talk.say("SituationIntent", situation="unsteady").pace == "slow"


def test_repeat_says_the_same_step_the_same_way(talk: Talk) -> None:
    first = talk.say("StartReliefIntent", muscle="shin")
    again = talk.wait(10).say("AMAZON.RepeatIntent")
    assert text(again).split(".")[0] == text(first).split(".")[0]


def test_a_pause_keeps_the_seconds_that_were_left(talk: Talk) -> None:
    turn = held(talk).wait(12).say("AMAZON.PauseIntent")
    assert turn.state == Paused(HELD, 18)
    assert turn.reprompt is not None
    assert max(p.seconds for p in turn.speech if isinstance(p, Pause)) <= LONGEST_PAUSE


@pytest.mark.parametrize("back", ["AMAZON.ResumeIntent", "AMAZON.YesIntent"])
def test_resuming_goes_back_for_what_was_left_however_long_the_rest(talk: Talk, back: str) -> None:
    held(talk).wait(12).say("AMAZON.PauseIntent")
    assert hold_of(talk, back, after=300) == pytest.approx(18)


@pytest.mark.parametrize("left", [0, 3, 9])
def test_too_little_left_is_held_again_in_full(talk: Talk, left: int) -> None:
    held(talk).wait(30 - left).say("AMAZON.PauseIntent")
    assert hold_of(talk, "AMAZON.ResumeIntent") == pytest.approx(30)


@pytest.mark.parametrize("more", ["AMAZON.PauseIntent", "AMAZON.NoIntent"])
def test_a_longer_rest_keeps_what_was_left(talk: Talk, catalog: Catalog, more: str) -> None:
    held(talk).wait(12).say("AMAZON.PauseIntent")
    turn = talk.wait(60).say(more)
    assert turn.state == Paused(HELD, 18)
    assert text(turn).startswith(catalog.prompts.paused_still.say)


def test_a_question_or_a_warning_in_between_leads_back_into_the_stretch(
    talk: Talk, catalog: Catalog
) -> None:
    told = Told("answer", "hold-time", 0, 3, "resume", HELD)
    for state in (told, Warned(HELD)):
        talk.state = state
        assert text(talk.say("AMAZON.ResumeIntent")).startswith(
            catalog.routines["calf"].steps[0].again
        )


def test_start_over_begins_the_routine_at_its_first_step(talk: Talk, catalog: Catalog) -> None:
    first = catalog.routines["calf"].steps[0]
    assert text(held(talk).say("AMAZON.StartOverIntent")).startswith(first.again)
    held(talk, InStep("calf", 3, NOW, NOW, ("standing",))).wait(5).say("AMAZON.StartOverIntent")
    assert isinstance(talk.state, InStep)
    assert (talk.state.step, talk.state.began, talk.state.situations) == (0, NOW, ("standing",))


@pytest.mark.parametrize(
    "intent",
    [
        "SlowerIntent",
        "AMAZON.PauseIntent",
        "AMAZON.ResumeIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.NextIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.YesIntent",
        "AMAZON.NoIntent",
        "SituationIntent",
    ],
)
def test_what_makes_no_sense_out_of_the_blue_is_answered_by_a_question(
    talk: Talk, catalog: Catalog, intent: str
) -> None:
    assert text(talk.say(intent)) == catalog.prompts.missed_anywhere.ask.say
    assert re.search(r"\?$", text(talk.say(intent)))
