"""The most common words alone are never a warning, in a new session or in later states."""

from __future__ import annotations

import pytest
from wordfreq import top_n_list

from skill.console.client.skill_client import SkillClient
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import Resolver
from skill.quality.cramp_coach import CRAMP_COACH
from tests.support.policies import CLOSING, URGENT_INTENTS

#: How many words are tried, how many of them may be danger, and which mean it.
TRIED = 1500
MOST = 5
MEAN_DANGER = frozenset({"ambulance", "cancer", "emergency", "poison", "stroke"})
#: What was said before the word: nothing, a question for the signs, the first move.
BEFORE = ((), ("what are the warning signs",), ("my calf is cramping",))
#: Words and pairs that once called an ambulance, and commands and colors of a home.
ONCE_DANGER = (
    "none", "blew", "lead", "black", "dead", "a", "my", "get", "current", "busy", "people",
    "floor", "paint", "father", "red", "blue", "hot", "huge", "broken", "face", "losing",
    "purple monkey", "current traffic", "bedroom red", "first floor",
    "set a timer for half an hour",
)  # fmt: skip


def commonest() -> list[str]:
    return [word for word in top_n_list("en", 2 * TRIED) if word.isalpha()][:TRIED]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(read_model("en-US"))


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


def test_the_commonest_words_said_alone_are_no_danger(resolver: Resolver) -> None:
    words = commonest()
    danger = {word for word in words if resolver.resolve(word).intent in URGENT_INTENTS}

    assert len(words) == TRIED
    assert danger <= MEAN_DANGER
    assert len(danger) <= MOST


def test_no_single_value_of_a_sign_is_a_common_word(resolver: Resolver) -> None:
    """A sample that is only a slot hands single values to Alexa, whatever else they mean."""
    said = {phrase for phrases in resolver.model.types["Sign"].values() for phrase in phrases}

    assert len(said) > 5000
    assert said & set(commonest()) <= MEAN_DANGER


@pytest.mark.parametrize("word", ONCE_DANGER)
@pytest.mark.parametrize("before", BEFORE)
def test_an_ordinary_word_is_no_danger_in_a_conversation(
    console: SkillClient, before: tuple[str, ...], word: str
) -> None:
    session = console.session()
    for utterance in before:
        session.say(utterance)
    exchange = session.say(word)

    assert exchange.resolution is not None
    assert exchange.resolution.intent not in URGENT_INTENTS
    assert not exchange.ended


@pytest.mark.parametrize(
    "utterance",
    ["I can't any more", "I can hardly any more", "he is", "I need now", "someone stopped"],
)
def test_what_resembles_danger_without_a_phrase_of_it_is_no_goodbye(
    resolver: Resolver, utterance: str
) -> None:
    assert resolver.resolve(utterance).intent not in CLOSING
