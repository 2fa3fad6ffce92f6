"""Check that no entry says a sentence twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..texts import TOPIC_GROUPS


def passages(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each passage of a topic, or tip, that is the same as an earlier one."""
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key, ("say",))
            earlier: dict[str, int] = {}
            for number, passage in enumerate(topic.say, start=1):
                first = earlier.setdefault(passage.say.casefold(), number)
                if first != number:
                    yield f"{place.item(number)}: is the same as say {first}: delete one of them"
    tips: dict[str, str] = {}
    for key, tip in catalog.tips.items():
        first_tip = tips.setdefault(tip.say.casefold(), key)
        if first_tip != key:
            place = ContentPlace(catalog.language, "prevention", key)
            yield f"{place}: is the same as {first_tip}: delete one of them"
