"""Check a package; report every problem at once."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..catalog import Catalogs
from ..interaction_model import amazon_types
from ..interaction_model.model_builder import model_file, render_model
from ..interaction_model.stale_models import committed_problems
from . import name_free, smapi_schema, store_rules
from .hosting import Hosting
from .hosting import hosting_problems as hosting_problems
from .manifest import ICONS, icon
from .package import MANIFEST, NAME_FREE, SENT, Package, phrases_file, place_of

Json = dict[str, Any]

MISSING = (
    "Amazon's types are not installed: `make test` sets them up, or "
    '`pip install ".[dev]"` and `npm ci --ignore-scripts`'
)


def package_problems(
    package: Package, catalogs: Catalogs, models: Path, hosting: Hosting
) -> Iterator[str]:
    """Yield every problem as ``file: place: what is wrong``.

    *models* is the folder of the utterances.
    """
    yield from (f"hosting: {problem}" for problem in hosting_problems(hosting))
    yield from (f"{MANIFEST}: {problem}" for problem in by_amazon(package.manifest, "manifest"))
    yield from _icons(package)
    seen: set[str] = set()
    for locale, catalog in catalogs.items():
        model, place = package.models[locale], place_of(locale)
        # Most locales of a language have the same texts and model; check them once.
        if (same := f"{catalog.store}{model}") in seen:
            continue
        seen.add(same)
        yield from (f"{place}: {problem}" for problem in by_amazon(plain(model), "model"))
        yield from committed_problems(
            model_file(models, catalog.language), render_model(plain(model))
        )
        words = f"content/{catalog.language}/publishing.yaml"
        yield from (
            f"{words}: {problem}" for problem in store_rules.store_rule_problems(catalog, model)
        )
        file = phrases_file(models, catalog.language)
        free = name_free.name_free_problems(name_free.read_phrases(file), model)
        yield from (f"interaction_model/{catalog.language}/{file.name}: {what}" for what in free)


def by_amazon(value: Json, kind: str) -> Iterator[str]:
    """Yield the problems found by Amazon's Python types and by its Swagger file.

    *kind* is "manifest" or "model".
    """
    walk, described = KINDS[kind]
    if not (amazon_types.amazon_types_installed() and smapi_schema.smapi_schema_installed()):
        yield MISSING
        return
    yield from amazon_types.amazon_type_problems(value, walk)
    yield from smapi_schema.smapi_schema_problems(value, described)


KINDS = {
    "manifest": (amazon_types.MANIFEST, smapi_schema.MANIFEST),
    "model": (amazon_types.MODEL, smapi_schema.MODEL),
}


def plain(model: Json) -> Json:
    """Return *model* without its name-free phrases, which Amazon's types do not include."""
    inner = model["interactionModel"]
    kept = {key: value for key, value in inner.items() if key != NAME_FREE}
    return model | {"interactionModel": kept}


def _icons(package: Package) -> Iterator[str]:
    for locale in package.models:
        for field, side in ICONS.items():
            place = icon(locale, field)
            found = size_of(package.icons.get(place, b""))
            if found != (side, side):
                yield f"{SENT}/{place}: is {found or 'no PNG'} instead of {side} pixels a side"


def size_of(picture: bytes) -> tuple[int, int] | None:
    """Return the width and height of a PNG in pixels, or None if it is not a PNG."""
    if picture[:8] != b"\x89PNG\r\n\x1a\n" or picture[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
