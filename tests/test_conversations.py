"""Replay every conversation in ``tests/conversations``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.common.strict_yaml import read_yaml
from skill.console.client.exchange import Exchange
from skill.console.client.skill_client import SkillClient
from skill.console.nlu.invocation import parse_invocation
from skill.console.nlu.resolver import Resolution
from skill.console.recording.conversation_file import Conversation, read_conversation
from skill.console.recording.player import play_conversation, take_turn
from skill.console.response.timing import documents_of
from skill.handlers import HANDLERS
from skill.quality.cramp_coach import CRAMP_COACH

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*/*.yaml"))
#: Fewer files than this means that some were lost, not that some were tidied away.
FEWEST = 150
#: One hears audio documents, the other hears everything as plain SSML.
DEVICES = ("dot", "speaker")
LOCALES = {"en-US", "en-GB", "en-AU", "en-CA", "en-IN"}


@pytest.fixture(scope="module")
def console() -> SkillClient:
    return SkillClient(CRAMP_COACH)


@pytest.fixture(scope="module")
def heard(console: SkillClient) -> tuple[Resolution, ...]:
    return tuple(_heard(console))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_conversation_goes_as_written(console: SkillClient, file: Path, device: str) -> None:
    assert not "\n".join(
        play_conversation(console, replace(read_conversation(file), device=device))
    )


def test_every_conversation_is_heard_in_the_same_words_on_every_device(
    console: SkillClient,
) -> None:
    documents = Counter[str]()
    for file in FILES:
        conversation = read_conversation(file)
        held = {device: _hold(console, conversation, device) for device in DEVICES}
        heard = {device: [one.speech for one in held[device]] for device in DEVICES}
        again = {device: [one.reprompt for one in held[device]] for device in DEVICES}
        assert heard["dot"] == heard["speaker"], file
        assert again["dot"] == again["speaker"], file
        for device, exchanges in held.items():
            responses = (one.response["response"] for one in exchanges)
            documents[device] += sum(any(documents_of(response)) for response in responses)
    # Else the two would only be the same because both are plain.
    assert documents["dot"] > 150
    assert documents["speaker"] == 0


def test_no_conversation_has_been_lost() -> None:
    assert len(FILES) >= FEWEST
    assert {file.parent.name for file in FILES} == LOCALES


def test_every_conversation_says_first_what_it_shows_and_expects_something() -> None:
    for file in FILES:
        assert file.read_text(encoding="utf-8").startswith("# "), file
        assert any("alexa" in turn for turn in read_yaml(file)), file


def test_every_intent_is_said_in_some_conversation(heard: tuple[Resolution, ...]) -> None:
    said = {one.intent for one in heard}
    assert set(HANDLERS) - {"LaunchRequest"} - said == set()


@pytest.mark.parametrize(
    "kind", ["Muscle", "Situation", "Context", "Cause", "Medicine", "Remedy", "Sign"]
)
def test_every_slot_value_is_said_in_some_conversation(
    heard: tuple[Resolution, ...], catalog: Catalog, kind: str
) -> None:
    values = set(catalog.slot_values[kind])
    assert values
    said = {one.slots[kind.lower()].id for one in heard if kind.lower() in one.slots}
    assert values - said == set()


def test_a_broken_expectation_is_reported_with_its_file_and_turn(
    console: SkillClient, tmp_path: Path
) -> None:
    whole = (FOLDER / "en-US" / "calf-cramp-then-swollen.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(whole.replace("Don't rub or stretch", "Rub and stretch"), encoding="utf-8")

    assert broken.read_text(encoding="utf-8") != whole
    (difference,) = play_conversation(console, read_conversation(broken))
    assert difference.startswith(f"{broken}: turn 2: expected 'Rub and stretch that leg.', got ")


def _hold(console: SkillClient, conversation: Conversation, device: str) -> list[Exchange]:
    """Return what is exchanged when *conversation* is held on *device*."""
    session = console.session(conversation.locale, device)
    return [take_turn(session, turn) for turn in conversation.turns]


def _heard(console: SkillClient) -> Iterator[Resolution]:
    """Yield what each utterance in the conversations is taken for."""
    for file in FILES:
        conversation = read_conversation(file)
        resolver = console.resolver(conversation.locale)
        for turn in conversation.turns:
            said = parse_invocation(
                turn.user, resolver.model.invocation_name, resolver.model.language
            )
            if turn.user and not said.is_launch:
                yield resolver.best(said.utterances)
