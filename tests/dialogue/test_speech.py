from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.catalog import Catalog, Cue, Passage, Step, Words
from skill.dialogue.speech import (
    LONGEST_PAUSE,
    HoldMarks,
    Pause,
    Speech,
    hold,
    passage,
    seconds,
    text,
)
from skill.dialogue.state import Pace

PACES: tuple[Pace, ...] = ("normal", "slow")
STEP = Step(
    id="toes-up",
    posture="lying",
    picture="toes-up",
    move=Words("Toes up."),
    again=Words("Toes up again."),
    claims=("a",),
    hold_seconds=30,
    cues=(Cue(7, Words("Breathe out.")), Cue(20, Words("Ten more."))),
)
MARKS = HoldMarks(Passage(Words("Halfway.")), Passage(Words("Three. Two. One.")))


def silences(speech: Speech) -> list[float]:
    return [part.seconds for part in speech if isinstance(part, Pause)]


def test_text_is_the_words_without_the_silences() -> None:
    assert text((Passage(Words("Hold.")), Pause(5), Passage(Words("Let go.")))) == "Hold. Let go."


def test_no_words_are_no_speech() -> None:
    assert passage("") == ()
    assert passage("Hold.", ("a",)) == (Passage(Words("Hold."), ("a",)),)


def test_a_silence_takes_as_long_as_it_says_and_words_take_longer_when_slow() -> None:
    said = passage("Pull your toes up toward your shin.")
    assert seconds((Pause(7.5),), "slow") == 7.5
    assert 2 < seconds(said) < seconds(said, "slow") < 5


def test_a_hold_is_counted_at_its_middle_and_at_its_end() -> None:
    spoken = hold(STEP, 30, MARKS, "normal")
    assert text(spoken) == "Breathe out. Halfway. Ten more. Three. Two. One."
    assert seconds(spoken) == pytest.approx(30)


def test_a_cue_near_the_middle_takes_the_place_of_the_halfway_mark() -> None:
    near = replace(STEP, cues=(Cue(7, Words("Breathe.")), Cue(13, Words("Breathe out."))))
    assert text(hold(near, 30, MARKS, "normal")) == "Breathe. Breathe out. Three. Two. One."
    assert (STEP.halfway, near.halfway) == (15, 0)


def test_the_cues_of_a_hold_rest_on_the_claims_of_its_step() -> None:
    said = [part for part in hold(STEP, 30, MARKS, "normal") if isinstance(part, Passage)]
    cited = {str(part.say): part.claims for part in said}
    assert cited["Breathe out."] == cited["Ten more."] == ("a",)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (30, "Breathe out. Halfway. Ten more. Three. Two. One."),
        (15, "Ten more. Three. Two. One."),
        (10, "Three. Two. One."),
        (5, "Three. Two. One."),
    ],
)
def test_what_is_left_of_a_hold_has_only_the_cues_that_are_still_to_come(
    left: int, words: str
) -> None:
    spoken = hold(STEP, left, MARKS, "normal")
    assert text(spoken) == words
    assert seconds(spoken) == pytest.approx(left)


@given(st.integers(min_value=0, max_value=30), st.sampled_from(PACES))
def test_no_silence_is_longer_than_the_limit_or_less_than_none(left: int, pace: Pace) -> None:
    found = silences(hold(STEP, left, MARKS, pace))
    assert all(0 < silence <= LONGEST_PAUSE for silence in found)


@pytest.mark.parametrize("pace", PACES)
def test_a_cue_due_while_the_one_before_it_is_spoken_is_left_out(pace: Pace) -> None:
    long = Cue(5, Words("Keep the knee straight and the heel away and the toes up. Breathe out."))
    both = replace(STEP, cues=(long, Cue(8, Words("More."))), hold_seconds=19)
    spoken = hold(both, 19, MARKS, pace)
    assert text(spoken) == f"{long.say} Three. Two. One."
    assert min(silences(spoken)) > 0


@pytest.mark.parametrize("pace", PACES)
def test_every_hold_of_ours_is_exact_and_keeps_all_its_cues(catalog: Catalog, pace: Pace) -> None:
    held = [s for r in catalog.routines.values() for s in r.steps if s.hold_seconds]
    assert len(held) > 20
    for step in held:
        spoken = hold(step, step.hold_seconds, MARKS, pace)
        assert seconds(spoken, pace) == pytest.approx(step.hold_seconds, abs=1)
        assert all(0 < silence <= LONGEST_PAUSE for silence in silences(spoken))
        missing = [cue.say for cue in step.cues if cue.say not in text(spoken)]
        assert (missing, text(spoken).count("Halfway.")) == ([], int(step.halfway > 0)), step.move
        assert text(spoken).endswith("Three. Two. One.")
