"""A cached answer equals the answer that the skill would compute at that time."""

from __future__ import annotations

import itertools
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill import responder
from skill.alexa import answer_cache
from skill.alexa.answer_cache import Answer, AnswerCache, WorkOut
from skill.alexa.envelope import readable, sent_at
from skill.alexa.session_attributes import write_attributes
from skill.catalog import Catalogs, load_catalogs
from skill.dialogue.state import Asked, InStep, Missed, Paused, Place, State, Told, Warned
from skill.handlers import HANDLERS, build_skill
from tests.conftest import CONTENT, NOW, ROUTINES, Json
from tests.support.endpoint import envelope, intent, slot

CATALOGS: Catalogs = load_catalogs(CONTENT)
SKILL = build_skill(CATALOGS)
#: How long a cramp is coached, in seconds.
TOO_LONG = CATALOGS["other"].coaching.longest_seconds

STEPS = st.builds(
    InStep,
    routine=st.sampled_from(ROUTINES),
    step=st.integers(0, 9),
    began=st.integers(NOW - 2 * TOO_LONG, NOW + 5) | st.just(NOW - TOO_LONG),
    until=st.integers(NOW - 40, NOW + 50),
    pace=st.sampled_from(["normal", "slow"]),
    wording=st.sampled_from(["first", "second"]),
)
RESTS = st.builds(Paused, STEPS, st.integers(0, 30))
TOLD = st.builds(
    Told,
    kind=st.just("context"),
    topic=st.just("night"),
    start=st.just(0),
    end=st.just(3),
    offer=st.just("resume"),
    place=STEPS,
)
PLACES: st.SearchStrategy[Place] = (
    STEPS | RESTS | TOLD | st.builds(Warned, STEPS) | st.just(Asked())
)
STATES: st.SearchStrategy[State] = st.none() | PLACES | st.builds(Missed, st.just(1), PLACES)
REQUESTS = st.sampled_from(
    [{"type": "LaunchRequest"}]
    + [intent(name) for name in HANDLERS if name != "LaunchRequest"]
    + [intent("StartReliefIntent", muscle=slot("muscle", "calf", "calf"))]
    + [intent("SituationIntent", situation=slot("situation", "the other leg", "other-leg"))]
)


def work_out(asked: Json, at: int) -> Answer:
    """Return the answer of the skill itself."""
    return responder._work_out(SKILL, asked, at)


CACHE = AnswerCache(work_out, TOO_LONG)


def answer(whole: Json, by: WorkOut = CACHE) -> Answer:
    return by(readable(whole, CATALOGS["en-US"].slot_types), sent_at(whole))


@given(REQUESTS, STATES)
@settings(max_examples=600, deadline=None, database=None)
def test_the_hour_makes_no_difference(request: Json, state: State) -> None:
    whole = envelope(request, write_attributes(state))
    assert answer(whole) == answer(whole, work_out)


@pytest.mark.parametrize("later", [1, 86_400, TOO_LONG * 50])
def test_the_same_at_another_hour_is_not_worked_out_again(later: int) -> None:
    def state(by: int) -> Json:
        return write_attributes(InStep("calf", 1, NOW - 40 + by, NOW - 3 + by))

    first = envelope(intent("AMAZON.NoIntent"), state(0))
    second = envelope(intent("AMAZON.NoIntent"), state(later))
    second["request"]["timestamp"] = datetime.fromtimestamp(NOW + later, UTC).isoformat()
    one, before = answer(first), CACHE.worked_out
    other = answer(second)
    assert CACHE.worked_out == before
    assert one.response == other.response
    assert one.attributes
    assert other.attributes
    for name in answer_cache.TIMES:
        assert other.attributes[name] - one.attributes[name] == later


def test_who_asks_makes_no_difference_and_is_not_kept() -> None:
    whole = envelope(intent("CauseIntent", cause=slot("cause", "my late uncle's farm")))
    first, before = answer(whole), CACHE.worked_out
    whole["context"]["System"]["user"]["userId"] = "amzn1.ask.account.SOMEBODY-ELSE"
    whole["request"]["intent"]["slots"]["cause"]["value"] = "the moon"
    assert answer(whole) == first
    assert CACHE.worked_out == before


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"began": NOW},
        {"began": NOW, "until": "soon"},
        {"began": True, "until": False},
        {"place": 7},
        {"place": {"place": None}},
        {"place": [{"began": 1, "until": 2}]},
    ],
    ids=str,
)
def test_attributes_without_times_stay_as_they_are(attributes: Json) -> None:
    assert answer_cache._fix_times(attributes, NOW, TOO_LONG) == (attributes, {})
    assert answer_cache._restore_times(attributes, NOW, {}) == attributes


def asked(number: int, size: int = 0) -> Json:
    return {"session": {"attributes": {"number": number, "x": "x" * size}}}


def made_up(asked: Json, _: int) -> Answer:
    """Return an answer of four kilobytes that says which request it is for."""
    return Answer(b"%d" % asked["session"]["attributes"]["number"] + b" " * 4000, None)


def test_what_was_used_last_is_kept_and_the_rest_goes() -> None:
    cache = AnswerCache(made_up, TOO_LONG, 40_000)
    for number in range(100):
        # The first one is used again and again.
        assert cache(asked(0), NOW).response.startswith(b"0 ")
        assert cache(asked(number), NOW).response.startswith(b"%d " % number)
        assert cache.bytes <= 40_000
    assert 4 <= len(cache) <= 10
    worked_out = cache.worked_out
    assert worked_out == 100
    for number in (0, 99, 98):
        cache(asked(number), NOW)
    assert cache.worked_out == worked_out
    cache(asked(50), NOW)
    assert cache.worked_out == worked_out + 1


def test_an_entry_of_no_ordinary_size_is_not_kept() -> None:
    cache = AnswerCache(made_up, TOO_LONG)
    for number in range(20):
        assert cache(asked(number, 240_000), NOW).response.startswith(b"%d " % number)
    assert (len(cache), cache.bytes) == (0, 0)


def test_no_more_than_a_few_hundred_are_kept_however_small() -> None:
    cache = AnswerCache(lambda _, __: Answer(b"{}", None), TOO_LONG)
    for number in range(600):
        cache(asked(number), NOW)
    # As the privacy page says.
    assert len(cache) == 512


def test_a_few_hundred_ordinary_answers_are_kept_in_ten_megabytes() -> None:
    assert answer_cache.MOST_BYTES == 10 * 1024 * 1024
    cache = AnswerCache(work_out, TOO_LONG)
    for name, routine, step in itertools.product(HANDLERS, ROUTINES, (0, 1)):
        if name != "LaunchRequest":
            state = write_attributes(InStep(routine, step, NOW - 40, NOW + 5))
            answer(envelope(intent(name), state), cache)
    assert cache.worked_out > 600
    assert 200 <= len(cache) <= 512
    assert cache.bytes <= answer_cache.MOST_BYTES


def test_what_is_counted_is_no_less_than_what_it_takes() -> None:
    tracemalloc.start()
    try:
        cache = AnswerCache(
            lambda asked, at: Answer(orjson.dumps("x" * 3000), {**asked["session"], "at": at}),
            TOO_LONG,
        )
        before = tracemalloc.get_traced_memory()[0]
        for number in range(300):
            cache(asked(number, 200), NOW)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(cache) == 300
    assert 0.5 * cache.bytes < taken <= cache.bytes


def test_threads_that_ask_at_once_get_the_right_answers() -> None:
    cache = AnswerCache(made_up, TOO_LONG, 30_000)

    def ask(number: int) -> bool:
        return cache(asked(number % 20), NOW).response.startswith(b"%d " % (number % 20))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))
    assert cache.bytes <= 30_000
