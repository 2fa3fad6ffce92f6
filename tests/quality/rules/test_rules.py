"""Each rule reports an answer that breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from skill.catalog import Passage, Words
from skill.console.client.request_envelopes import Json
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import resolver_of
from skill.dialogue.speech import Pause, Speech
from skill.dialogue.turn import Card, Request, Turn
from skill.quality.inputs import Input
from skill.quality.observation import START, Observation, observe
from skill.quality.rules.audio_rules import SOUND_RULES
from skill.quality.rules.card_rules import CARD_RULES
from skill.quality.rules.envelope_rules import ENVELOPE_RULES
from skill.quality.rules.readability import grade
from skill.quality.rules.reply_rules import REPLY_RULES
from skill.quality.rules.rule_checker import known_words
from skill.quality.rules.speech_rules import SPEECH_RULES, Rule
from skill.quality.rules.wording_rules import rules
from tests.conftest import our_catalogs

CATALOG = our_catalogs()["en-US"]
SYLLABLES = CATALOG.readability.syllables
WORD_RULES = rules(known_words(CATALOG, resolver_of(read_model("en-US"))))
ALONE: Mapping[str, Rule] = {**SPEECH_RULES, **SOUND_RULES, **CARD_RULES, **WORD_RULES}


def say(*words: str, claims: tuple[str, ...] = (), suggests: tuple[str, ...] = ()) -> Speech:
    found = tuple(map(Words, suggests))
    return tuple(Passage(Words(one), claims, suggests=found) for one in words)


AGAIN = say("Any easier now?")
GOOD = Turn((*say("Pull your toes up."), Pause(7), *say("Is it easing?")), reprompt=AGAIN)
CHEMISTRY = "Physiological dehydration accelerates electrolyte concentration abnormalities."

BAD_CARDS = [
    (("", "Rest."), "without a title"),
    (("Rest", ""), "without a title or words"),
    (("Rest", "Rest. " * 1_400 + "Now."), "card of 84"),
    (("Rest", "<b>Rest.</b>"), "'<'"),
    (("Rest", "For {seconds} seconds."), "'{'"),
    (("Rest", "As in relief.hold_time."), "'relief.hold'"),
    (("Rest", "Sit.\n\n\nRest."), "leaves"),
    (("Rest", "Sit.  Rest."), "leaves"),
    (("Rest", "Sit. \nRest."), "leaves"),
    (("Rest", "Rest.\n"), "leaves"),
]
BAD_ANSWERS: list[tuple[str, Turn, str]] = [
    ("microphone", Turn(say("Is it easing?")), "closes the session"),
    ("microphone", Turn(say("Rest well."), reprompt=AGAIN), "leaves the session open"),
    ("one question", Turn(say("Is it hot?", "Is it red?"), reprompt=AGAIN), "asks before the end"),
    ("one question", Turn(say("Is it hot?", "Tell me."), reprompt=AGAIN), "asks before the end"),
    ("reprompt", replace(GOOD, reprompt=say("Is it easing?")), "only repeats"),
    ("reprompt", replace(GOOD, reprompt=say("Toes up.")), "asks nothing"),
    ("sentence length", Turn(say("and " * 25 + "on.")), "26 words"),
    ("sentence length", replace(GOOD, reprompt=say("so " * 25 + "what?")), "26 words"),
    ("said once", Turn(say("Call a doctor.", "Don't wait. Call a doctor.")), "twice"),
    ("duration", replace(GOOD, speech=(*say("Hold. " * 120), *GOOD.speech)), "before it asks"),
    ("cues", Turn((*say("Hold."), Pause(10.5), *say("Rest."))), "silent for 10.5 s"),
    ("cues", Turn((*say("Hold."), Pause(6), Pause(6), *say("Rest."))), "silent for 12.0 s"),
    ("size", Turn(say("Hold. " * 1400)), "characters of speech"),
    (
        "audio document",
        Turn((*say("Hold."), Pause(6), Pause(6), *say("Rest."))),
        "silent for 11.8 s",
    ),
    ("audio document", Turn((*say("Hold."), Pause(9))), "is silence alone"),
    ("audio document", Turn((*say("Hold."), Pause(9), *say("${ease}"))), "binds data"),
    (
        "same either way",
        Turn(tuple(part for _ in range(6) for part in (*say("Hold."), Pause(8)))),
        "earlier or later",
    ),
    ("escaping", Turn(say("Hold\x07 it.")), "is not well-formed"),
    ("escaping", Turn(say("Hold for {seconds} seconds.")), "says markup"),
    ("banned words", Turn(say("This treats cramps.")), "'treats'"),
    ("banned words", Turn(say("I can guarantee it.")), "'guarantee'"),
    ("banned words", replace(GOOD, reprompt=say("Shall I promise?")), "'promise'"),
    *(("card", Turn(say("Rest."), card=Card(*card)), wrong) for card, wrong in BAD_CARDS),
    ("banned words", Turn(say("Rest."), card=Card("Diagnosis", "Rest.")), "'Diagnosis'"),
    ("reading grade", Turn(say(CHEMISTRY, claims=("x",))), "reads at grade"),
    ("options", Turn(say("Say it.", suggests=("next", "stop", "slower", "yes"))), "4 things"),
    ("options", Turn(say("Say it.", suggests=("purple bicycle",))), "not understood"),
]


@pytest.mark.parametrize(("name", "turn", "message"), BAD_ANSWERS)
def test_an_answer_that_breaks_a_rule_is_found(name: str, turn: Turn, message: str) -> None:
    assert message in (ALONE[name](turn) or "")


@pytest.mark.parametrize("name", ALONE)
def test_a_good_answer_breaks_no_rule(name: str) -> None:
    assert ALONE[name](GOOD) is None


def test_health_content_in_hard_words_is_let_through_only_in_a_question() -> None:
    assert ALONE["reading grade"](Turn(say(CHEMISTRY))) is None
    assert ALONE["reading grade"](Turn(say(CHEMISTRY[:-1] + "?", claims=("x",)))) is None


LAUNCHED = observe(CATALOG, Input("LaunchRequest"))
STUCK = replace(LAUNCHED.request, state=LAUNCHED.turn.state, at=START + 40)


def answered(said: str, *words: str, open_: bool = False, **slots: str) -> Observation:
    """Return an answer that no handler gave."""
    turn = Turn(say(*words, claims=("x",)), reprompt=AGAIN if open_ else None)
    request = replace(STUCK, slots=slots)
    return Observation(Input(said, tuple(slots.items())), request, turn, LAUNCHED)


LINE = CATALOG.prompts.tier["emergency"].say
CANNOT_CALL = CATALOG.prompts.cannot_call.say
JUDGE = CATALOG.prompts.cannot_judge.say
MOVE = CATALOG.routines["calf"].steps[0].move
BAD_REPLIES = [
    ("no fault", replace(LAUNCHED, fault="KeyError: 'calf'"), "KeyError"),
    ("act first", answered("StartReliefIntent", "Is it your calf?"), "'Is it your calf?'"),
    ("act first", answered("LaunchRequest", "Welcome to Cramp Coach.", MOVE), "'Welcome"),
    ("act first", answered("StillHurtsIntent", "This is no advice.", MOVE), "'This is no"),
    ("red flags", answered("EmergencyIntent", "Is it easing?"), "does not say"),
    ("red flags", answered("WarningSignIntent", "Rest.", LINE, sign="chest-pain"), "before"),
    ("red flags", answered("WarningSignIntent", "Rest.", sign="swelling"), "does not say"),
    ("red flags", answered("WarningSignIntent", LINE, open_=True, sign="chest-pain"), "open"),
    ("red flags", answered("WarningSignIntent", "Rest."), "does not name"),
    ("red flags", answered("WarningSignIntent", "Rest.", sign="dizzy"), "does not ask"),
    ("cannot call", answered("AMAZON.NoIntent", LINE, "Rest."), "does not say"),
    ("cannot call", answered("AMAZON.NoIntent", LINE, "Rest.", CANNOT_CALL), "elsewhere"),
    ("cannot call", answered("EmergencyIntent", LINE, CANNOT_CALL), "meanwhile"),
    ("cannot call", answered("EmergencyIntent", LINE, CANNOT_CALL, "Rest.", JUDGE), "judge"),
    ("cannot call", answered("EmergencyIntent", LINE, CANNOT_CALL, "Rest.", open_=True), "open"),
    ("stop", answered("AMAZON.StopIntent", "Are you sure?", open_=True), "does not stop"),
    ("stop", answered("AMAZON.CancelIntent", "See you soon, and do sleep well."), "too much"),
    ("nothing twice", answered("AMAZON.NoIntent", MOVE), "says again"),
]


@pytest.mark.parametrize(("name", "seen", "message"), BAD_REPLIES)
def test_a_reply_that_breaks_a_rule_is_found(name: str, seen: Observation, message: str) -> None:
    assert message in (REPLY_RULES[name](seen) or "")


DIZZY = observe(CATALOG, Input("WarningSignIntent", (("sign", "dizzy"),)))
ASKED = CATALOG.questions["dizzy"].ask.say
FLOAT = CATALOG.warnings["deep-water"].say.say


def after_a_question(said: str, *words: str, **slots: str) -> Observation:
    """Return an answer that no handler gave while the question about "dizzy" is open."""
    turn = Turn(say(*words, claims=("x",)), reprompt=AGAIN)
    request = replace(STUCK, state=DIZZY.turn.state, slots=slots)
    return Observation(Input(said, tuple(slots.items())), request, turn, DIZZY)


@pytest.mark.parametrize(
    ("name", "seen", "message"),
    [
        ("act first", after_a_question("StartReliefIntent", "Welcome.", MOVE), "'Welcome."),
        ("act first", after_a_question("StartReliefIntent", ASKED, muscle="calf"), "Is there"),
        (
            "act first",
            after_a_question("StartReliefIntent", ASKED, situation="in-water"),
            "Is there",
        ),
        ("red flags", after_a_question("WarningSignIntent", "Rest."), "does not ask"),
        ("red flags", after_a_question("WarningSignIntent", ASKED, sign="chest-pain"), "not say"),
        ("red flags", answered("WarningSignIntent", FLOAT, LINE, sign="chest-pain"), "before"),
    ],
)
def test_an_open_question_excuses_no_other_answer(
    name: str, seen: Observation, message: str
) -> None:
    assert message in (REPLY_RULES[name](seen) or "")


@pytest.mark.parametrize("said", ["StartReliefIntent", "WarningSignIntent"])
def test_an_open_question_about_a_sign_may_come_first(said: str) -> None:
    seen = observe(CATALOG, Input(said), DIZZY, START + 10)

    assert seen.turn.speech[0] == CATALOG.questions["dizzy"].ask
    assert all(rule(seen) is None for rule in REPLY_RULES.values())


def test_a_sign_that_answers_the_open_question_leads_to_its_advice() -> None:
    cold = observe(CATALOG, Input("WarningSignIntent", (("sign", "cold-feet"),)))
    seen = observe(CATALOG, Input("WarningSignIntent", (("sign", "numbness"),)), cold, START + 10)

    assert REPLY_RULES["red flags"](seen) is None
    assert "does not say" in str(REPLY_RULES["red flags"](replace(seen, turn=cold.turn)))


def test_in_water_floating_may_come_before_the_call() -> None:
    water = observe(CATALOG, Input("StartReliefIntent", (("situation", "in-water"),)))
    said = Input("WarningSignIntent", (("sign", "breathless"),))
    seen = observe(CATALOG, said, water, START + 10)

    assert REPLY_RULES["red flags"](seen) is None
    drifting = replace(seen.turn, speech=(*say("Rest."), *seen.turn.speech))
    assert "before" in str(REPLY_RULES["red flags"](replace(seen, turn=drifting)))


def test_an_instruction_of_more_than_twelve_words_is_found() -> None:
    step = CATALOG.routines["calf"].steps[0]
    long = Words("Pull your toes up toward your shin as far as they will go, please do.")
    routine = replace(
        CATALOG.routines["calf"],
        steps=(replace(step, move=long), *CATALOG.routines["calf"].steps[1:]),
    )
    changed = replace(CATALOG, routines={**CATALOG.routines, "calf": routine})

    assert "begins with 15 words" in (
        REPLY_RULES["act first"](observe(changed, Input("LaunchRequest"))) or ""
    )


@pytest.mark.parametrize("name", REPLY_RULES)
def test_the_real_replies_break_no_rule(name: str) -> None:
    for said in ("LaunchRequest", "EmergencyIntent", "AMAZON.StopIntent", "AMAZON.NoIntent"):
        assert REPLY_RULES[name](observe(CATALOG, Input(said), LAUNCHED, START + 40)) is None


def response(ssml: str, *, ends: bool, card: str = "") -> Json:
    speech = {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}
    return {"response": {"outputSpeech": speech, "shouldEndSession": ends, "card": card}}


REST = Turn(say("Rest & wait."))
BAD_RESPONSES = [
    ("bytes", response("Rest &amp; wait.", ends=True, card="x" * 24_000), "bytes"),
    ("same words", response("Rest & wait.", ends=True), "at the endpoint"),
    ("same words", {"response": {"shouldEndSession": True}}, "at the endpoint"),
    ("help first", response("Hello. Rest &amp; wait.", ends=True), "speaks 'Hello. Rest & wait.'"),
    ("help first", {"response": {"shouldEndSession": True}}, "speaks ''"),
    ("session flag", response("Rest &amp; wait.", ends=False), "shouldEndSession False"),
    ("session flag", {"response": {}}, "shouldEndSession None"),
]


@pytest.mark.parametrize(("name", "sent", "message"), BAD_RESPONSES)
def test_a_response_that_breaks_a_rule_is_found(name: str, sent: Json, message: str) -> None:
    assert message in (ENVELOPE_RULES[name](sent, REST) or "")


@pytest.mark.parametrize("name", ENVELOPE_RULES)
def test_a_good_response_breaks_no_rule(name: str) -> None:
    assert ENVELOPE_RULES[name](response("Rest &amp; wait.", ends=True), REST) is None


def test_every_rule_is_broken_here_once() -> None:
    planted = [(case[0]) for case in (*BAD_ANSWERS, *BAD_REPLIES, *BAD_RESPONSES)]
    assert set(planted) == {*ALONE, *REPLY_RULES, *ENVELOPE_RULES}


def test_a_strange_word_or_none_is_answered_by_naming_the_signs() -> None:
    strange = Request(CATALOG, unknown=frozenset({"sign"}))
    seen = observe(CATALOG, Input("WarningSignIntent", unknown=strange.unknown))
    assert REPLY_RULES["red flags"](seen) is None


def test_the_school_grade_is_flesch_and_kincaids() -> None:
    # 6 words in one sentence, 7 syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59
    assert grade("Hold the foot and breathe slowly.", {}) == pytest.approx(0.52, abs=0.01)
    assert grade("", {}) == 0.0


@pytest.mark.parametrize("word", SYLLABLES)
def test_every_syllable_count_differs_from_the_one_that_is_found(word: str) -> None:
    assert grade(f"It {word}.", SYLLABLES) != grade(f"It {word}.", {})


@pytest.mark.parametrize("word", ["don't", "can't", "won't", "it's", "there's"])
def test_other_short_forms_keep_their_one_syllable(word: str) -> None:
    # 1 word, 1 syllable: 0.39 + 11.8 - 15.59
    assert grade(word, SYLLABLES) == pytest.approx(-3.4, abs=0.01)
