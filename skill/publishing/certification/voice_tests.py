"""Amazon's functional tests of the voice interface, one function each.

Each function returns what it saw, or raises UnexpectedError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...catalog.intent_names import LAUNCH
from ...catalog.speech_limits import FIRST_SENTENCE_WORDS, GOODBYE_WORDS, TURN_SECONDS
from ...console.response.spoken_text import speech_seconds
from .skill_under_test import SkillUnderTest, closed_session, expect, open_session, shown_response

Trial = Callable[[SkillUnderTest], str]


def launch(candidate: SkillUnderTest) -> str:
    """Check that opening the skill gives an instruction first and then asks a question."""
    name = candidate.session().resolver.model.invocation_name
    answers = [
        candidate.session().say(words)
        for words in (f"open {name}", f"Alexa, launch {name}", f"open {name} skill")
    ]
    for exchange in answers:
        expect(exchange.intent == LAUNCH, f"{exchange.utterance!r} does not open it")
        open_session(exchange, exchange.utterance)
    first = answers[0].speech.partition(".")[0]
    expect(
        len(first.split()) <= FIRST_SENTENCE_WORDS,
        f"begins with {len(first.split())} words: {first!r}",
    )
    expect("?" not in first, f"begins with a question: {first!r}")
    move = {step.move for routine in candidate.catalog.routines.values() for step in routine.steps}
    expect(any(answers[0].speech.startswith(one) for one in move), f"begins with {first!r}")
    return shown_response(first + ".")


def help_(candidate: SkillUnderTest) -> str:
    """Check that help depends on the state, has the disclaimer, and ends with a question."""
    said = []
    for where, session in candidate.anywhere():
        exchange = session.intent("AMAZON.HelpIntent")
        open_session(exchange, f"help {where}")
        disclaimer = candidate.catalog.prompts.disclaimer
        expect(candidate.says(exchange, disclaimer), f"help {where}: no disclaimer")
        said.append(exchange.speech)
    expect(said[0] != said[1], "help says the same wherever it is asked for")
    return shown_response(said[0])


def stop(candidate: SkillUnderTest) -> str:
    """Check that "stop" ends the session with at most GOODBYE_WORDS words."""
    return _goodbye(candidate, "AMAZON.StopIntent")


def cancel(candidate: SkillUnderTest) -> str:
    """Check that "cancel" ends the session with at most GOODBYE_WORDS words."""
    return _goodbye(candidate, "AMAZON.CancelIntent")


def exit_(candidate: SkillUnderTest) -> str:
    """Check that "exit", which Alexa handles itself, gets an empty response."""
    session = candidate.in_relief()
    answer = session.say("exit").response["response"]
    expect(not answer, f"answers the end of a session with {answer}")
    return "answered with nothing"


def fallback(candidate: SkillUnderTest) -> str:
    """Check that three misunderstandings in a row get three different questions."""
    session = candidate.session()
    said = []
    for _ in range(3):
        exchange = session.intent("AMAZON.FallbackIntent")
        open_session(exchange, "fallback")
        said.append(exchange.speech)
    expect(len(set(said)) == len(said), "fallback says the same again")
    return shown_response(said[0])


def silence(candidate: SkillUnderTest) -> str:
    """Check that silence gets one reprompt, and then the session ends."""
    session = candidate.in_relief()
    ended = session.silence()
    expect(ended.ended, "the session stays open after two silences")
    expect(not ended.response["response"], "answers the end of a session")
    return f"reminded with {shown_response(ended.spoken and ended.speech)}"


def examples(candidate: SkillUnderTest) -> str:
    """Check that every example phrase is understood, each with another response."""
    store, prompts = candidate.catalog.store, candidate.catalog.prompts
    answers = {phrase: candidate.session().say(phrase) for phrase in store.examples}
    for phrase, exchange in answers.items():
        expect(exchange.intent != "AMAZON.FallbackIntent", f"{phrase!r} is not understood")
        for missed in (prompts.missed_anywhere.ask, prompts.help, prompts.sorry.ask):
            expect(not candidate.says(exchange, missed), f"{phrase!r} gets {exchange.speech!r}")
    expect(
        len({(one.intent, *one.slots.items()) for one in answers.values()}) == len(answers),
        "two example phrases show the same",
    )
    welcome, *others = (exchange.speech for exchange in answers.values())
    for phrase, speech in zip(store.examples[1:], others, strict=True):
        expect(speech != welcome, f"{phrase!r} is answered like the first")
    return ", ".join(exchange.intent for exchange in answers.values())


def session_flags(candidate: SkillUnderTest) -> str:
    """Check for every intent that the session stays open exactly if the response asks something."""
    count = 0
    for intent in candidate.session().resolver.model.intents:
        for where, session in candidate.anywhere():
            exchange = session.intent(intent)
            check = open_session if exchange.reprompt else closed_session
            check(exchange, f"{intent} {where}")
            count += 1
    return f"{count} answers"


def waits(candidate: SkillUnderTest) -> str:
    """Check that no speech lasts longer than TURN_SECONDS seconds before its question."""
    longest = 0.0
    for where, session in candidate.anywhere():
        for intent in (
            "AMAZON.NextIntent",
            "AMAZON.RepeatIntent",
            "StillHurtsIntent",
            "SlowerIntent",
        ):
            session.intent(intent)
        longest = max(longest, *(speech_seconds(exchange.ssml) for exchange in session.exchanges))
        expect(longest <= TURN_SECONDS, f"{where}: an answer lasts {longest:.0f} s")
    return f"{longest:.0f} s at most"


def _goodbye(candidate: SkillUnderTest, intent: str) -> str:
    said = ""
    for where, session in candidate.anywhere():
        exchange = session.intent(intent)
        closed_session(exchange, f"{intent} {where}")
        said = exchange.speech
        expect(len(said.split()) <= GOODBYE_WORDS, f"{intent} {where}: says {said!r}")
    return shown_response(said)


TRIALS: Mapping[str, tuple[str, Trial]] = {
    "launch": ("an instruction in 12 words, then a question", launch),
    "help": ("what the user can say, the disclaimer, and a question", help_),
    "stop": ("five words at most, session closed", stop),
    "cancel": ("five words at most, session closed", cancel),
    "exit": ("an empty response", exit_),
    "fallback": ("three different questions", fallback),
    "silence": ("one reminder, then the session ends", silence),
    "example phrases": ("each understood, each with another response", examples),
    "session flags": ("open exactly if the response asks something", session_flags),
    "waiting": ("at most 90 s before a question", waits),
}
