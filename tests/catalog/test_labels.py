"""The text of every button is understood when it is spoken."""

from __future__ import annotations

import pytest

from skill.catalog import Catalog
from skill.catalog.named_entries import entries_of
from skill.console.nlu.model_reader import read_model
from skill.console.nlu.resolver import Resolver, resolver_of
from skill.handlers import TOUCH
from skill.screens.directives import WAYS
from skill.screens.documents import apl_document


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return resolver_of(read_model("en-US"))


#: Touches that some screen shows a button for; each is called like its label.
BUTTONS = ("next", "pause", "resume", "yes", "no", *WAYS.values())


@pytest.mark.parametrize("touch", BUTTONS)
def test_what_a_button_says_is_understood_as_its_touch(
    resolver: Resolver, catalog: Catalog, touch: str
) -> None:
    heard = resolver.best([entries_of(catalog.labels)[touch]])
    assert heard.intent == TOUCH[touch].intent
    assert {name: found.id for name, found in heard.slots.items()} == TOUCH[touch].slots


def test_every_touch_of_a_document_is_one_we_answer() -> None:
    sent = [touch for kind in ("step", "answer") for touch in _touches(apl_document(kind))]
    assert {"next", "no", "yes"} <= set(sent)
    assert set(sent) <= TOUCH.keys()
    assert TOUCH.keys() >= set(BUTTONS)


def _touches(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["touch"]] if value.get("type") == "Button" else []
        return [*own, *(t for member in value.values() for t in _touches(member))]
    return [t for member in value for t in _touches(member)] if isinstance(value, list) else []
