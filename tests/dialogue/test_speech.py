from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.catalog import Catalog, Cue, Passage, Words
from skill.dialogue.speech import LONGEST_PAUSE, Pause, Speech, hold, passage, seconds, text
from skill.dialogue.state import Pace

PACES: tuple[Pace, ...] = ("normal", "slow")
CUES = (Cue(10, Words("Breathe out.")), Cue(20, Words("Ten more.")))


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


def test_a_hold_lasts_as_long_as_it_should() -> None:
    spoken = hold(CUES, 30, 30, ("a",), "normal")
    assert text(spoken) == "Breathe out. Ten more."
    assert seconds(spoken) == pytest.approx(30)


def test_the_cues_of_a_hold_rest_on_the_claims_of_its_step() -> None:
    said = [part for part in hold(CUES, 30, 30, ("a",), "normal") if isinstance(part, Passage)]
    assert said
    assert {part.claims for part in said} == {("a",)}


@pytest.mark.parametrize(
    ("left", "words"), [(30, "Breathe out. Ten more."), (15, "Ten more."), (10, ""), (5, "")]
)
def test_what_is_left_of_a_hold_has_only_the_cues_that_are_still_to_come(
    left: int, words: str
) -> None:
    spoken = hold(CUES, 30, left, (), "normal")
    assert text(spoken) == words
    assert seconds(spoken) == pytest.approx(left)


def test_a_hold_without_length_is_nothing() -> None:
    assert hold((), 0, 0, (), "normal") == ()


@given(st.integers(min_value=0, max_value=30), st.sampled_from(PACES))
def test_no_silence_is_longer_than_alexa_can_make_or_less_than_none(left: int, pace: Pace) -> None:
    assert all(0 < silence <= LONGEST_PAUSE for silence in silences(hold(CUES, 30, left, (), pace)))


@pytest.mark.parametrize("pace", PACES)
def test_a_cue_due_while_the_one_before_it_is_spoken_is_left_out(pace: Pace) -> None:
    long = Cue(5, Words("Keep the knee straight and the heel away and the toes up. Breathe out."))
    spoken = hold((long, Cue(8, Words("More."))), 15, 15, (), pace)
    assert text(spoken) == long.say
    assert min(silences(spoken)) > 0


@pytest.mark.parametrize("pace", PACES)
def test_every_hold_of_ours_is_exact_and_keeps_all_its_cues(catalog: Catalog, pace: Pace) -> None:
    held = [s for r in catalog.routines.values() for s in r.steps if s.hold_seconds]
    assert len(held) > 20
    for step in held:
        spoken = hold(step.cues, step.hold_seconds, step.hold_seconds, (), pace)
        assert seconds(spoken, pace) == pytest.approx(step.hold_seconds, abs=1)
        assert all(0 < silence <= LONGEST_PAUSE for silence in silences(spoken))
        assert text(spoken) == " ".join(cue.say for cue in step.cues)
