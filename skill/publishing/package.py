"""The package for ``ask deploy``: manifest, interaction models, icons."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalog import Catalogs
from ..common.atomic_write import write_whole
from ..interaction_model.model_builder import model_file, model_texts, render_model
from . import name_free
from .hosting import Hosting
from .manifest import ICONS, icon, manifest

Json = dict[str, Any]

PICTURES = Path(__file__).with_name("icons")
#: The configuration file of `ask`, and the folder that it sends to Amazon.
RESOURCES = "ask-resources.json"
SENT = "skill-package"
MANIFEST = f"{SENT}/skill.json"
NAME_FREE = "_nameFreeInteraction"


@dataclass(frozen=True)
class Package:
    """The contents of a package."""

    manifest: Json
    #: The interaction models by locale.
    models: Mapping[str, Json]
    #: The PNG files of the icons by path, relative to the folder of the manifest.
    icons: Mapping[str, bytes]

    def files(self) -> dict[str, bytes]:
        """Return the bytes of each file by its path in the package."""
        return {
            RESOURCES: _json_file_bytes(_resources()),
            MANIFEST: _json_file_bytes(self.manifest),
            **{
                place_of(locale): render_model(model).encode()
                for locale, model in self.models.items()
            },
            **{f"{SENT}/{place}": picture for place, picture in self.icons.items()},
        }


def build_package(
    catalogs: Catalogs, models: Path, hosting: Hosting, *, published: bool
) -> Package:
    """Return the package.

    Args:
        catalogs: The content of every locale.
        models: The folder of the utterances.
        hosting: The endpoints and the site.
        published: Whether the skill has been published, which allows name-free interaction.

    Raises:
        SourceError: If the utterances cannot be read.
        ContentError: If the name-free phrases cannot be read.
    """
    texts = model_texts(models, catalogs)
    built = {
        locale: json.loads(texts[model_file(models, catalog.language)])
        for locale, catalog in catalogs.items()
    }
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


def write_package(package: Package, folder: Path) -> Iterator[str]:
    """Write *package* into *folder*, keep the files of `ask`, and yield each path.

    Raises:
        OSError: If a file cannot be written.
    """
    # Remove the files of locales that no longer exist.
    shutil.rmtree(folder / SENT, ignore_errors=True)
    for place, content in package.files().items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        yield place


def place_of(locale: str) -> str:
    """Return the path of the interaction model of *locale* in the package."""
    return f"{SENT}/interactionModels/custom/{locale}.json"


def phrases_file(models: Path, language: str) -> Path:
    """Return the file of the name-free phrases of *language*."""
    return models / language / "name_free.yaml"


def picture_file(side: int) -> Path:
    """Return the file of the icon that is *side* pixels wide and high."""
    return PICTURES / f"icon-{side}.png"


def _resources() -> Json:
    return {
        "askcliResourcesVersion": "2020-03-31",
        "profiles": {"default": {"skillMetadata": {"src": f"./{SENT}"}}},
    }


def _json_file_bytes(value: Json) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
