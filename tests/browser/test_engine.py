"""Amazon's engine runs here, and reports faults of a document."""

from __future__ import annotations

from tests.browser.conftest import Json, Screen

HUB: Json = {"width": 960, "height": 600, "mode": "HUB", "shape": "RECTANGLE"}


def document(*items: Json) -> Json:
    template = {"parameters": ["payload"], "items": list(items)}
    return {"type": "APL", "version": "1.4", "mainTemplate": template}


def test_a_document_is_shown_with_its_data(screen: Screen) -> None:
    screen.show(document({"type": "Text", "text": "${payload.words}"}), {"words": "Heel down"}, HUB)
    assert screen.page.get_by_text("Heel down", exact=True).is_visible()
    assert not screen.problems


def test_a_touch_is_told(screen: Screen) -> None:
    press = {"type": "SendEvent", "arguments": ["next"]}
    text = {"type": "Text", "text": "Next"}
    screen.show(document({"type": "TouchWrapper", "onPress": press, "item": text}), {}, HUB)
    assert screen.touch("Next") == ["next"]
