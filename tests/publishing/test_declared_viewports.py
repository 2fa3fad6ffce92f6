"""The manifest declares exactly the viewports that the screens were designed for."""

from __future__ import annotations

import pytest

from skill.common.viewports import VIEWPORTS as DRAWN_FOR
from skill.publishing.declared_viewports import VIEWPORTS as DECLARED


def test_the_same_kinds_of_screens_are_declared_and_drawn_for() -> None:
    assert DECLARED.keys() == DRAWN_FOR.keys()


@pytest.mark.parametrize("name", DRAWN_FOR)
def test_a_screen_that_has_been_looked_at_is_within_its_kind(name: str) -> None:
    seen, kind = DRAWN_FOR[name], DECLARED[name]
    assert (kind["mode"], kind["shape"]) == (seen.mode, seen.shape)
    assert kind["minWidth"] <= seen.width <= kind["maxWidth"]
    assert kind["minHeight"] <= seen.height <= kind["maxHeight"]
