"""The APL documents, one for each kind of scene, read once from ``documents/``."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FOLDER = Path(__file__).with_name("documents")
#: The first version of APL with tick handlers, and with strokes of a part of a path.
VERSION = (1, 4)


def can_show(newest: str | None) -> bool:
    """Return whether a device that supports APL up to version *newest* can show the documents."""
    numbers = (newest or "").split(".")
    return all(number.isdecimal() for number in numbers) and tuple(map(int, numbers)) >= VERSION


@functools.cache
def apl_document(kind: str) -> Json:
    """Return the APL document ``documents/<kind>.json`` merged with ``documents/base.json``."""
    base, own = _document_named("base"), _document_named(kind)
    layouts = {**base["layouts"], **own.get("layouts", {})}
    return {**base, **own, "layouts": layouts}


def with_graphic(document: Mapping[str, Any], name: str, graphic: Json) -> Json:
    """Return *document* with one more vector graphic."""
    return {**document, "graphics": {**document.get("graphics", {}), name: graphic}}


def _document_named(name: str) -> Json:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
