"""The documents, one per kind of scene: the same for everybody, read once from ``documents/``."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FOLDER = Path(__file__).with_name("documents")
#: The lowest version of APL that has tick handlers, and strokes of a part of a path.
VERSION = (1, 4)


def can_show(newest: str | None) -> bool:
    """Return whether a device shows our documents whose newest version of APL is *newest*."""
    numbers = (newest or "").split(".")
    return all(number.isdecimal() for number in numbers) and tuple(map(int, numbers)) >= VERSION


@functools.cache
def document(kind: str) -> Json:
    """Return the document ``documents/<kind>.json``, with what all documents share."""
    base, own = _read("base"), _read(kind)
    layouts = {**base["layouts"], **own.get("layouts", {})}
    return {**base, **own, "layouts": layouts}


def with_graphic(document: Mapping[str, Any], name: str, graphic: Json) -> Json:
    """Return *document* with one more vector graphic."""
    return {**document, "graphics": {**document.get("graphics", {}), name: graphic}}


def _read(name: str) -> Json:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
