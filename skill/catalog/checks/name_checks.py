"""Check the ids and names of slot values: an id is plain, and a name belongs to one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..catalog import Catalog, Named
from ..content_place import ContentPlace
from ..texts import VALUE_GROUPS

_ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def names(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each id that is not plain, and for each name of two entries."""
    for slot_type, values in catalog.slot_values.items():
        for key, value in values.items():
            place = ContentPlace(catalog.language, VALUE_GROUPS[slot_type], key)
            if not _ID.fullmatch(key):
                yield f"{place}: is no id: use lower-case words joined by hyphens"
            yield from _repeated(place, value)
        yield from _shared(catalog.language, VALUE_GROUPS[slot_type], values)


def _repeated(place: ContentPlace, value: Named) -> Iterator[str]:
    earlier = {value.name.lower(): "the name itself"}
    for name in value.synonyms:
        if known := earlier.setdefault(name.lower(), ""):
            yield f"{place}: synonyms: {name!r} is {known}: delete it"
        earlier[name.lower()] = "there twice"


def _shared(language: str, group: str, values: Mapping[str, Named]) -> Iterator[str]:
    """Yield a problem for each synonym that an entry shares with the name or synonym of another."""
    owner = {value.name.lower(): key for key, value in reversed([*values.items()])}
    for key, value in values.items():
        for field, name in (("name", value.name), *(("synonyms", one) for one in value.synonyms)):
            other = owner.setdefault(name.lower(), key)
            if other != key:
                place = ContentPlace(language, group, key, (field,))
                yield f"{place}: {name!r} is also a name of {other}: take it out of one of them"
