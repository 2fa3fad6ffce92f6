"""The whole package that ``ask deploy`` takes: manifest, interaction models, icons."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalog import Catalogs
from ..catalog.whole_file import write_whole
from ..interaction_model.build import render, texts
from . import name_free
from .hosting import Hosting
from .manifest import ICONS, icon, manifest

Json = dict[str, Any]

PICTURES = Path(__file__).with_name("icons")
#: What `ask` looks for, and the folder of what it sends to Amazon.
RESOURCES = "ask-resources.json"
SENT = "skill-package"
MANIFEST = f"{SENT}/skill.json"
NAME_FREE = "_nameFreeInteraction"


@dataclass(frozen=True)
class Package:
    """What is sent to Amazon, as JSON and as pictures."""

    manifest: Json
    #: The interaction model of each locale.
    models: Mapping[str, Json]
    #: The icons by their places, from the folder of the manifest.
    icons: Mapping[str, bytes]

    def files(self) -> dict[str, bytes]:
        """Return the bytes of each file by its place in the package."""
        return {
            RESOURCES: _json(_resources()),
            MANIFEST: _json(self.manifest),
            **{place_of(locale): render(model).encode() for locale, model in self.models.items()},
            **{f"{SENT}/{place}": picture for place, picture in self.icons.items()},
        }


def build(catalogs: Catalogs, models: Path, hosting: Hosting, *, published: bool) -> Package:
    """Return the package.

    Args:
        catalogs: The content of every locale.
        models: The folder of the utterances.
        hosting: Where Amazon finds the skill.
        published: Whether it has been published, so that it may be reached without its name.

    Raises:
        SourceError: If the utterances cannot be read.
        ContentError: If the phrases without a name cannot be read.
    """
    built = {path.stem: json.loads(text) for path, text in texts(models, catalogs).items()}
    if published:
        for locale, model in built.items():
            phrases = name_free.read_phrases(phrases_file(models, catalogs[locale].language))
            if phrases:
                model["interactionModel"][NAME_FREE] = name_free.container(phrases)
    icons = {
        icon(locale, field): picture_file(side).read_bytes()
        for locale in catalogs
        for field, side in ICONS.items()
    }
    return Package(manifest(catalogs, hosting, name_free=published), built, icons)


def write(package: Package, folder: Path) -> Iterator[str]:
    """Write *package* into *folder* and yield each place; what `ask` keeps there is left alone.

    Raises:
        OSError: If something cannot be written.
    """
    # A locale that is gone must not be sent any more.
    shutil.rmtree(folder / SENT, ignore_errors=True)
    for place, content in package.files().items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        yield place


def place_of(locale: str) -> str:
    """Return where the interaction model of *locale* is in the package."""
    return f"{SENT}/interactionModels/custom/{locale}.json"


def phrases_file(models: Path, language: str) -> Path:
    """Return the file of the phrases that need no name, in *language*."""
    return models / "name_free" / f"{language}.yaml"


def picture_file(side: int) -> Path:
    """Return the icon of so many pixels a side."""
    return PICTURES / f"icon-{side}.png"


def _resources() -> Json:
    return {
        "askcliResourcesVersion": "2020-03-31",
        "profiles": {"default": {"skillMetadata": {"src": f"./{SENT}"}}},
    }


def _json(value: Json) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
