"""Once-steps make a place safe: they come first, and no utterance repeats them."""

from __future__ import annotations

import itertools

import pytest

from skill.catalog import Catalog, Step
from skill.dialogue import routine_choice
from skill.dialogue.ladder import Ladder
from skill.dialogue.speech import SENTENCE_PAUSE, Part, Pause
from skill.dialogue.state import InStep
from tests.conftest import MUSCLES, NOW, ROUTINES, SITUATIONS, Talk, text
from tests.dialogue.intents.test_relief import place

STEP_SECONDS = 10
#: Situations whose place must be made safe before anything else is done.
UNSAFE = ("in-water", "driving", "dialysis", "wheelchair")
#: Who has the cramp: the listener, or a person whom the listener helps.
PERSONS = ("", "child")
#: What may be said once a place is safe; none of it says that the place is unsafe again.
WORDS = (
    "AMAZON.NoIntent",
    "AMAZON.NextIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.RepeatIntent",
    "AMAZON.StartOverIntent",
    "AMAZON.PauseIntent",
    "AMAZON.ResumeIntent",
    "AMAZON.HelpIntent",
    "SlowerIntent",
    "SourcesIntent",
    "StillHurtsIntent",
)


def once_words(catalog: Catalog) -> tuple[str, ...]:
    """Return the words of all steps that are done once."""
    steps = [step for routine in catalog.routines.values() for step in routine.steps if step.once]
    return tuple({words for step in steps for words in (step.move, step.again)})


def begun(catalog: Catalog, muscle: str, situation: str, person: str = "") -> Talk:
    """Return a conversation in which *person*, or else the listener, has a cramp in *situation*."""
    talk = Talk(catalog)
    second = {"situation_two": person} if person else {}
    talk.say("StartReliefIntent", muscle=muscle, situation=situation, **second)
    return talk


def safe(catalog: Catalog, muscle: str, situation: str, person: str = "") -> Talk:
    """Return a conversation in which every once-step is done."""
    talk = begun(catalog, muscle, situation, person)
    for _ in range(9):
        if not Ladder.at(catalog, place(talk)).step.once:
            return talk
        question = Ladder.at(catalog, place(talk)).step.question
        talk.wait(STEP_SECONDS).say("AMAZON.YesIntent" if question else "AMAZON.NoIntent")
    raise AssertionError("the place is never safe")


def test_the_steps_that_make_a_place_safe_are_done_once(catalog: Catalog) -> None:
    found = {
        (key, step.id) for key, one in catalog.routines.items() for step in one.steps if step.once
    }
    for water in ("in-water", "in-water-other", "in-water-shin"):
        assert {(water, "float"), (water, "head-for-side")} <= found
    for key in ("driving", "driving-other", "driving-shin"):
        assert (key, "pull-over") in found
    for key in ("dialysis", "dialysis-other", "dialysis-shin"):
        assert (key, "tell-nurse") in found


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", UNSAFE)
@pytest.mark.parametrize("person", PERSONS)
def test_no_word_leads_back_to_a_step_that_is_done_once(
    catalog: Catalog, muscle: str, situation: str, person: str
) -> None:
    once = once_words(catalog)
    words: list[tuple[str, dict[str, str]]] = [(name, {}) for name in WORDS]
    others = [("StartReliefIntent", {"muscle": one}) for one in MUSCLES]
    unsafe = {s for key, one in catalog.situations.items() if one.outranks for s in (key,)}
    kept = [one for one in SITUATIONS if one not in {*unsafe, "wheelchair"}]
    said = [*words, *others, *(("SituationIntent", {"situation": one}) for one in kept)]
    for first, second in itertools.product(said, [*words, *others[:3]]):
        talk = safe(catalog, muscle, situation, person)
        for name, slots in (first, second):
            turn = talk.wait(STEP_SECONDS).say(name, **slots)
            assert not text(turn).startswith(once), (first, second, text(turn))


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("person", PERSONS)
def test_out_of_the_water_no_answer_sends_anybody_back_in(
    catalog: Catalog, muscle: str, person: str
) -> None:
    talk = safe(catalog, muscle, "in-water", person)
    said = []
    while talk.state is not None:
        said.append(text(talk.wait(STEP_SECONDS).say("AMAZON.NoIntent")))
    assert any("out of the water" in one for one in said)
    for one in said:
        assert not any(word in one.lower() for word in ("float", "paddl", "roll onto", "swim"))


@pytest.mark.parametrize("situation", ["in-water", "driving", "dialysis"])
def test_a_place_that_is_named_once_more_is_made_safe_once_more(
    catalog: Catalog, situation: str
) -> None:
    talk = safe(catalog, "calf", situation)
    said = text(talk.say("SituationIntent", situation=situation))
    assert said.startswith(catalog.routines[situation].steps[0].move)


@pytest.mark.parametrize("situation", ["in-water", "driving", "dialysis"])
def test_before_it_is_done_a_step_may_be_said_again(catalog: Catalog, situation: str) -> None:
    first = catalog.routines[situation].steps[0]
    for word in ("AMAZON.PreviousIntent", "AMAZON.StartOverIntent", "AMAZON.RepeatIntent"):
        talk = Talk(catalog)
        talk.say("StartReliefIntent", muscle="calf", situation=situation)
        assert text(talk.say(word)).startswith((first.move, first.again))


def test_who_floats_already_and_names_another_muscle_goes_on_from_there(catalog: Catalog) -> None:
    talk = Talk(catalog)
    talk.say("StartReliefIntent", muscle="calf", situation="in-water")
    talk.wait(STEP_SECONDS).say("AMAZON.YesIntent")
    said = text(talk.wait(STEP_SECONDS).say("StartReliefIntent", muscle="thigh-front"))
    assert said.startswith("Stay on your back and paddle")


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("other", SITUATIONS)
@pytest.mark.parametrize("situation", ["in-water", "driving", "dialysis"])
def test_nothing_else_that_is_said_goes_before_making_the_place_safe(
    catalog: Catalog, muscle: str, other: str, situation: str
) -> None:
    about = catalog.situations[other]
    if about.outranks:
        return
    own = catalog.routines[situation].steps[0]
    for situations in ((situation, other), (other, situation)):
        routine = routine_choice.choose(catalog, muscle, situations)
        first = routine_choice.steps_in(catalog, routine, situations)[0]
        if about.helping:
            assert catalog.routines[routine].helping
            assert is_same_gate(first, own), first
        elif other not in own.not_for:
            assert first == own


def is_same_gate(first: Step, own: Step) -> bool:
    """Return whether *first* makes the place safe and only a "yes" leads on, as in *own*."""
    asked, usual = first.question, own.question
    return (
        first.once
        and asked is not None
        and usual is not None
        and (asked.if_yes, asked.if_no) == (usual.if_yes, usual.if_no)
        and set(own.claims) <= set(first.claims)
    )


@pytest.mark.parametrize("muscle", MUSCLES)
def test_a_nurse_who_is_busy_is_called_again_before_the_first_hold(
    catalog: Catalog, muscle: str
) -> None:
    talk, busy = Talk(catalog), "nurse-busy"
    turn = talk.say("StartReliefIntent", muscle=muscle, situation="dialysis", situation_two=busy)
    again = catalog.situations[busy].say
    assert again in (*itertools.takewhile(is_before_the_hold, turn.speech),)


def is_before_the_hold(part: Part) -> bool:
    """Return whether *part* is no silence, or only the short one between two sentences."""
    return not isinstance(part, Pause) or part == SENTENCE_PAUSE


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_sharp_pain_is_left_a_gentle_step_in_every_routine_for_a_cramp(
    catalog: Catalog, routine: str
) -> None:
    found = catalog.routines[routine]
    for situation in ("", *SITUATIONS):
        own = (*found.situations[:1], *([situation] if situation else []))
        usual = routine_choice.steps_in(catalog, routine, own)
        gentle = [step for step in usual if step.gentle and not step.once]
        assert gentle or found.purpose == "bedtime", situation


def test_the_ladder_counts_rounds_without_what_is_done_once(catalog: Catalog) -> None:
    ladder = Ladder.at(catalog, InStep("driving", 0, NOW, NOW, ("driving",)))
    assert (ladder.count, ladder.once) == (4, 1)
    places = [(at.number, at.round, at.is_last) for at in (ladder.to(n) for n in range(8))]
    assert places == [
        (1, 0, False),
        (2, 0, False),
        (3, 0, False),
        (4, 0, True),
        (2, 1, False),
        (3, 1, False),
        (4, 1, True),
        (2, 2, False),
    ]


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("before", ["", "AMAZON.NoIntent", "AMAZON.PauseIntent", "SourcesIntent"])
@pytest.mark.parametrize("word", ["AMAZON.NextIntent", "StillHurtsIntent", "AMAZON.ResumeIntent"])
@pytest.mark.parametrize("situation", ["driving", "dialysis"])
@pytest.mark.parametrize("person", PERSONS)
def test_only_yes_leaves_a_step_that_asks_if_the_place_is_safe(
    catalog: Catalog, person: str, situation: str, word: str, before: str, muscle: str
) -> None:
    talk = begun(catalog, muscle, situation, person)
    unsafe = Ladder.at(catalog, place(talk)).step
    if before:
        talk.wait(STEP_SECONDS).say(before)
    for _ in range(3):
        talk.wait(STEP_SECONDS).say(word)
        assert Ladder.at(catalog, place(talk)).step == unsafe
