"""The cards of every routine, answer and warning."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest

from skill.catalog import Catalog, Catalogs, Passage
from skill.catalog.checks.readability import grade
from skill.catalog.speech_limits import PASSAGES_AT_ONCE
from skill.dialogue import cards, routine_choice, speech
from skill.dialogue.intents import answers, warnings
from skill.dialogue.routine_choice import Cautions
from skill.dialogue.turn import Card, Turn
from skill.quality.rules.card_rules import card as card_rule
from skill.quality.rules.speech_rules import before_hold
from tests.conftest import CONDITIONS, MUSCLES, ROUTINES, SITUATIONS, Talk, ask, text
from tests.dialogue.intents.test_relief import place

#: A year at school more than what is spoken: a card can be read twice.
HIGHEST_GRADE = 7.0
#: A card that says this much more would crowd the screen out of a response of 24,000 bytes.
MOST_CHARACTERS = 3_000


def every_card(catalog: Catalog) -> Iterator[tuple[str, Card]]:
    """Yield every card there can be, with what to call it."""
    for key in catalog.routines:
        for situation in ((), *((one,) for one in catalog.situations)):
            yield f"{key} {situation}", cards.of_routine(catalog, key, situation)
    for kind, topics in catalog.topics.items():
        for key in (*topics, *(["prevention"] if kind == "answer" else [])):
            yield f"{kind} {key}", sent(answers.tell(ask(catalog), kind, key))
    for key in catalog.warnings:
        yield key, sent(warnings.say_sign(ask(catalog), key))


def sent(turn: Turn) -> Card:
    assert turn.card is not None
    return turn.card


def test_every_routine_every_answer_and_every_warning_has_a_card(catalogs: Catalogs) -> None:
    for locale in ("en-US", "en-GB"):
        found = list(every_card(catalogs[locale]))
        assert len(found) > 400
        for name, card in found:
            assert card_rule(Turn((), card=card)) is None, name
            assert len(card.text) < MOST_CHARACTERS, name
            assert card.text.endswith(catalogs[locale].prompts.disclaimer.say), name


def test_cards_are_in_plain_words(catalog: Catalog) -> None:
    counts = catalog.readability.syllables
    for name, card in every_card(catalog):
        before, *_ = card.text.partition("\n\nSources")
        lines = " ".join(line if line.endswith((".", "?")) else "" for line in before.splitlines())
        assert grade(lines, counts) <= HIGHEST_GRADE, name


def test_the_titles_begin_with_a_capital_and_keep_the_others(catalog: Catalog) -> None:
    titles = {card.title for _, card in every_card(catalog)}
    assert {"Calf stretch", "Vitamin D", "Parkinson's", "A leg you can't move"} <= titles
    assert all(title[0].isupper() for title in titles)


def test_every_card_on_health_names_a_few_sources_the_weightiest_first(catalog: Catalog) -> None:
    named = 0
    for name, card in every_card(catalog):
        *_, last = card.text.split("\n\n")
        sources, *rest = last.splitlines()
        if rest:
            named += 1
            assert sources.startswith("Sources: "), name
            assert 1 <= len(sources.split("; ")) <= cards.MOST_SOURCES, name
    assert named > 0.98 * len(list(every_card(catalog)))
    calf = cards.of_routine(catalog, "calf").text
    assert "Sources: Mayo Clinic, 2023; the NHS; Healthwise.\n" in calf


def test_a_source_whose_name_tells_nothing_is_not_named(catalog: Catalog) -> None:
    quiet = {one.publisher for one in catalog.references.values() if not one.aloud}
    loud = {one.publisher for one in catalog.references.values() if one.aloud}
    assert quiet - loud
    for name, card in every_card(catalog):
        _, _, sources = card.text.partition("\n\nSources: ")
        assert not any(publisher in sources for publisher in quiet - loud), name


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_routine_has_its_steps_numbered_with_how_long_and_how_to_let_go(
    catalog: Catalog, routine: str
) -> None:
    lines = cards.of_routine(catalog, routine).text.splitlines()
    steps = routine_choice.steps_in(catalog, routine, ())
    numbered = [line for line in lines if line[0:1].isdigit()]
    assert len(numbered) == len(steps)
    for number, (line, step) in enumerate(zip(numbered, steps, strict=True), start=1):
        assert line.startswith(f"{number}. {step.move}")
        assert (f"for {step.hold_seconds} seconds." in line) is bool(step.hold_seconds)
        places = [line.index(words) for words in (step.move, step.how, step.ease) if words]
        assert places == sorted(places)
    for passage in catalog.routines[routine].aftercare:
        assert passage.say in lines


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_routine_in_a_situation_has_what_that_changes(catalog: Catalog, situation: str) -> None:
    own, routine = catalog.situations[situation], catalog.routines["calf"]
    card = cards.of_routine(catalog, "calf", (situation,)).text
    for passage in (own.say, own.caution or routine.caution, *(own.aftercare or routine.aftercare)):
        assert passage is None or catalog.to_read(passage.say) in card
    assert own.caution is None or (routine.caution and routine.caution.say not in card)
    moves = [step.move for step in routine_choice.steps_in(catalog, "calf", (situation,))]
    assert [move for move in moves if move in card] == moves


def heard_and_read(talk: Talk, muscle: str, *situations: str) -> tuple[str, str]:
    """Return the speech and the card of *muscle*, after *situations* have been named."""
    for situation in situations:
        talk.say("SituationIntent", situation=situation)
    turn = talk.say("StartReliefIntent", muscle=muscle)
    return text(turn), cards.of_routine(talk.catalog, place(talk).routine, situations).text


def all_cautions(catalog: Catalog) -> set[str]:
    found = [one.caution for one in catalog.routines.values()]
    found += [one.caution for one in catalog.situations.values()]
    return {caution.say for caution in found if caution}


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_speech_and_card_have_the_same_caution_whenever_the_situation_was_named(
    catalog: Catalog, muscle: str, situation: str
) -> None:
    known = all_cautions(catalog)
    now = Talk(catalog).say("StartReliefIntent", muscle=muscle, situation=situation)
    before = Talk(catalog)
    before.say("StartReliefIntent", muscle="calf" if muscle != "calf" else "foot")
    later = heard_and_read(before, muscle, *() if situation == "other-leg" else (situation,))
    for heard, card in ((text(now), sent(now).text), later):
        spoken = {one for one in known if one in heard}
        assert spoken == {one for one in known if catalog.to_read(one) in card}


def test_a_caution_that_a_situation_needs_is_not_lost_with_another_muscle(catalog: Catalog) -> None:
    talk = Talk(catalog)
    talk.say("StartReliefIntent", muscle="calf")
    own, usual = catalog.situations["pregnant"].caution, catalog.routines["foot"].caution
    assert own
    assert usual
    for words in heard_and_read(talk, "foot", "pregnant"):
        assert own.say in words
        assert usual.say not in words


def mind(catalog: Catalog, *situations: str, stated: tuple[str, ...] = ()) -> Cautions:
    return routine_choice.cautions(catalog, catalog.routines["foot"], situations, stated)


def how_many(found: Iterable[Passage]) -> int:
    """Return the number of sentences in *found*."""
    return sum(one.say.count(mark) for one in found for mark in ".?!")


@pytest.mark.parametrize("first", SITUATIONS)
@pytest.mark.parametrize("second", SITUATIONS)
def test_of_two_situations_no_caution_is_lost(catalog: Catalog, first: str, second: str) -> None:
    found = mind(catalog, first, second)
    own = [one for key in (first, second) if (one := catalog.situations[key].caution)]
    foot = catalog.routines["foot"]
    assert set(found.all) == set(own or filter(None, [foot.caution, foot.caution_after]))
    assert len(found.all) == len(set(found.all))


@pytest.mark.parametrize("stated", list(itertools.combinations(CONDITIONS, 2)))
def test_at_most_two_sentences_come_before_the_first_hold_and_the_emergency_number_in_them(
    catalog: Catalog, stated: tuple[str, ...]
) -> None:
    number, _ = catalog.emergency
    for situation in SITUATIONS:
        found = mind(catalog, situation, stated=stated)
        assert how_many(found.first) <= max(routine_choice.MOST_CAUTIONS, how_many(found.first[:1]))
        urgent = [number in one.say for one in found.all]
        assert urgent == sorted(urgent, reverse=True)
        facts = [catalog.conditions[key] for key in stated]
        needed = {one for fact in facts for one in (fact.say, fact.caution) if one}
        assert needed <= set(found.all)


def test_what_does_not_fit_before_the_hold_is_said_after_it_and_written(catalog: Catalog) -> None:
    talk = Talk(catalog)
    slots = {"muscle": "foot", "situation": "pregnant", "condition": "blood-thinners"}
    turn = talk.say("StartReliefIntent", **slots)
    found = mind(catalog, "pregnant", stated=("blood-thinners",))
    lead = before_hold(turn.speech)
    before, after = speech.text(lead), speech.text(turn.speech[len(lead) :])
    assert found.later
    assert all(one.say in before for one in found.first)
    assert all(one.say in after and one.say not in before for one in found.later)
    assert all(catalog.to_read(one.say) in sent(turn).text for one in found.all)


def test_what_to_mind_is_said_once_and_what_to_stop_for_whenever_a_routine_begins(
    catalog: Catalog,
) -> None:
    fact = catalog.conditions["blood-thinners"]
    assert fact.caution
    routine = catalog.routines["foot"]
    again = routine_choice.cautions(
        catalog, routine, (), ("blood-thinners",), heard=("blood-thinners",)
    )
    assert fact.say in mind(catalog, stated=("blood-thinners",)).all
    assert fact.say not in again.all
    assert fact.caution in again.all


def test_the_latest_of_two_cautions_comes_first_and_911_before_both(catalog: Catalog) -> None:
    def said(*situations: str) -> list[str]:
        return [one.say for one in mind(catalog, *situations).all]

    own = {key: one.caution.say for key, one in catalog.situations.items() if one.caution}
    assert said("pregnant", "child") == [own["child"], own["pregnant"]]
    assert said("wheelchair", "pregnant") == [own["wheelchair"], own["pregnant"]]
    assert said("pregnant", "wheelchair") == [own["wheelchair"], own["pregnant"]]


def test_an_answer_s_card_has_all_of_it_and_not_only_what_is_said_at_once(
    catalog: Catalog,
) -> None:
    turn = answers.tell(ask(catalog), "medicine", "statin")
    topic = catalog.topics["medicine"]["statin"]
    assert len(topic.say) > PASSAGES_AT_ONCE
    lines = sent(turn).text.splitlines()
    assert [line for line in lines if line in {one.say for one in topic.say}] == [
        one.say for one in topic.say
    ]
    assert topic.safety
    assert topic.safety.say in lines


def test_a_card_is_sent_once_for_each_routine_and_answer(talk: Talk) -> None:
    assert talk.say("LaunchRequest").card
    assert talk.wait(40).say("AMAZON.NoIntent").card is None
    assert talk.wait(40).say("StillHurtsIntent").card is None
    assert talk.say("AMAZON.StartOverIntent").card is None
    assert talk.say("AMAZON.RepeatIntent").card is None
    assert talk.say("SituationIntent", situation="pregnant").card
    assert talk.say("StartReliefIntent", muscle="foot").card
    assert talk.say("CauseIntent", cause="calcium").card
    assert talk.say("AMAZON.NextIntent").card is None
    assert talk.say("AMAZON.RepeatIntent").card is None
    assert talk.say("RemedyIntent", remedy="magnesium").card
    assert talk.say("AMAZON.YesIntent").card is None
    assert talk.say("WarningSignIntent", sign="swelling").card


def test_a_warning_s_card_says_the_same_in_the_same_order(talk: Talk, catalog: Catalog) -> None:
    turn = talk.say("WarningSignIntent", sign="chest-pain")
    first, *_ = sent(turn).text.split("\n\n")
    assert first.replace("\n", " ") == catalog.to_read(text(turn))
    assert sent(turn).title == "Chest pain"
    assert catalog.warnings["chest-pain"].tier == "emergency"


@pytest.mark.parametrize(
    ("locale", "number"),
    [("en-US", "Call 911 now"), ("en-GB", "Call 999 now"), ("fr-FR", "Call your local emergency")],
)
def test_the_emergency_number_is_written_as_it_is_dialled(
    catalogs: Catalogs, locale: str, number: str
) -> None:
    card = sent(Talk(catalogs[locale]).say("WarningSignIntent", sign="chest-pain"))
    assert card.text.startswith(number)
    for _, every in every_card(catalogs[locale]):
        assert "nine" not in every.text.split()
