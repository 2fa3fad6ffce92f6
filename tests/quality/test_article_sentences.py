"""Each statement of the source articles, right or wrong, can be asked for and is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import skill
from skill.catalog import Catalog, load_catalogs
from skill.catalog.review.claim_coverage import Account, accounts
from skill.catalog.texts import TOPIC_GROUPS, ContentText
from skill.console.client.skill_client import SkillClient
from skill.quality.cramp_coach import CRAMP_COACH

CATALOG = load_catalogs(Path(skill.__file__).parents[1] / "content")["en-US"]
#: The claims that an article states, all but those that are left out for a reason.
ACCOUNTS = [
    account
    for account in accounts(CATALOG)
    if account.claim.articles and account.claim.voice != "OMIT"
]
KINDS = {group: kind for kind, group in TOPIC_GROUPS.items()}
#: How people ask about a value of each kind; the first that is understood is said.
ASKED: Mapping[str, tuple[str, ...]] = {
    "activity": ("can I {}",),
    "body-part": ("I have a cramp in {}", "is a cramp in {} different"),
    "cause": ("is it {}", "could it be {}", "is it because of {}"),
    "context": ("why do I cramp {}", "why do {} get cramps"),
    "medicine": ("can {} cause cramps", "I take {}"),
    "remedy": ("does {} help", "do {} help", "should I try {}"),
}
#: How people ask a question that names nothing in particular.
QUESTIONS: Mapping[str, str] = {
    "what-is-cramp": "what is a cramp",
    "aftercare": "my calf is sore now",
    "hold-time": "how long do I hold it",
    "doctor": "when should I see a doctor",
    "warning-signs": "what are the warning signs",
    "medicines": "which medicines cause cramps",
    "remedies": "what helps with cramps",
}
PREVENTION = "how do I stop getting cramps"
#: More answers than the longest topic has.
MOST_ANSWERS = 20


@cache
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


def test_the_articles_state_many_claims() -> None:
    assert len(ACCOUNTS) >= 160
    assert {account.claim.voice for account in ACCOUNTS} == {"OK", "HEDGE", "CORRECT"}


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.id)
def test_an_article_s_claim_is_heard_by_somebody_who_asks(account: Account) -> None:
    passages = account.set_right if account.claim.voice == "CORRECT" else account.said
    asked = [(said, passage) for passage in passages if (said := question(CATALOG, passage))]
    assert asked, "nothing that people say leads to it"
    assert any(passage.text in heard(said) for said, passage in asked)


def question(catalog: Catalog, passage: ContentText) -> str | None:
    """Return an utterance that the console takes for the topic of *passage*, None without one."""
    group, entry = passage.place.group, passage.place.entry
    if group == "prevention":
        return PREVENTION
    kind = KINDS.get(group)
    if kind is None or kind == "answer":
        return QUESTIONS.get(entry) if kind else None
    return next(_understood(catalog, kind, entry), None)


def _understood(catalog: Catalog, kind: str, entry: str) -> Iterator[str]:
    """Yield the utterances that name *entry*, by its name or its first synonym, to the console."""
    resolver = console().resolver("en-US")
    words = kind.split("-")
    topic = catalog.slot_values["".join(word.capitalize() for word in words)][entry]
    for value in (topic.name, *topic.synonyms[:1]):
        for frame in ASKED[kind]:
            slot = resolver.resolve(frame.format(value)).slots.get("_".join(words))
            if slot and slot.id == entry:
                yield frame.format(value)


@cache
def heard(said: str) -> str:
    """Return all speech after the utterance *said*, followed by "tell me more" until the end.

    The question which warning sign is there is answered by "no": until then it is repeated.
    """
    session = console().session()
    which_sign = CATALOG.prompts.which_sign.ask.say
    answers = [session.say(said).speech]
    while session.is_open and CATALOG.prompts.no_more.say not in answers[-1]:
        more = "no" if answers[-1].endswith(which_sign) else "tell me more"
        answers.append(session.say(more).speech)
        assert len(answers) < MOST_ANSWERS, f"{said}: there is no end to it"
    return "\n".join(answers)
