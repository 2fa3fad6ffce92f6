"""The package of this project, for tests that read it or break it in one place."""

from __future__ import annotations

import copy
import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import skill
from skill.catalog import Catalog, Catalogs, Store
from skill.publishing.hosting import Hosting
from skill.publishing.package import Package, build_package
from tests.conftest import our_catalogs
from tests.support import interaction_model

Json = dict[str, Any]

PROJECT = Path(skill.__file__).parents[1]
MODELS = PROJECT / "interaction_model"
HOSTING = Hosting("https://cramp-coach.example/alexa", "https://cramp-coach.example")
LOCALE = "en-US"


def content() -> Catalogs:
    """Return the real content, read once."""
    return our_catalogs()


@cache
def _package(published: bool) -> Package:
    return build_package(content(), MODELS, HOSTING, published=published)


def package(*, published: bool = False) -> Package:
    """Return the real package, which a test may change."""
    return copy.deepcopy(_package(published))


def model(*, published: bool = False) -> Json:
    """Return the interaction model of one locale, which a test may change."""
    return copy.deepcopy(_package(published).models[LOCALE])


def small_model() -> Json:
    """Return a valid model that has the example phrases and little else."""
    return interaction_model.model(
        {
            "StartReliefIntent": ["my {Muscle} is cramping"],
            "WhyCrampIntent": ["why do I cramp at night", "why does my {Muscle} cramp"],
            **{f"AMAZON.{name}Intent": ["{Muscle}"] for name in ("Help", "Stop", "Cancel")},
        },
        Muscle=["leg", "calf"],
    )


def catalog(**store: Any) -> Catalog:
    """Return the catalog of one locale with these fields of the store texts replaced."""
    found = content()[LOCALE]
    changed: Store = dataclasses.replace(found.store, **store)
    return dataclasses.replace(found, store=changed)
