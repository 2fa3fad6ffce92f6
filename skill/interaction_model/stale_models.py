"""Find committed models that differ from a fresh build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..catalog import ContentError, load_catalogs
from ..understanding.language import SLOT_NAMES
from .amazon_rules import MOST_BYTES
from .utterance_source import SourceError, short_path

REBUILD = "run `python -m skill.interaction_model build`"


def committed_problems(path: Path, text: str) -> Iterator[str]:
    """Yield a line if the model in *path* is missing, is not *text*, or is too large."""
    place, size = short_path(path), len(text.encode())
    if not path.exists():
        yield f"{place}: is missing: {REBUILD}"
    elif path.read_bytes() != text.encode():
        yield f"{place}: is stale: {REBUILD}"
    # Amazon gets the model only.
    if size > MOST_BYTES and path.name != SLOT_NAMES:
        yield f"{place}: has {size:,} bytes: at most {MOST_BYTES:,} are allowed"


def stale_models(project: Path) -> list[str]:
    """Return a line for each model of *project* that is missing or stale, or why none is built.

    Builds the models, which takes seconds, only if a source file is newer than one of them. A model
    that is current then gets a new modification time, so that the next call is fast.
    """
    folder = project / "interaction_model"
    models = sorted(folder.glob("*.json"))
    if models and _newest(project) <= min(model.stat().st_mtime_ns for model in models):
        return []
    # Imported here, because hassil takes a quarter of a second.
    from .model_builder import model_texts

    try:
        texts = model_texts(folder, load_catalogs(project / "content"))
    except ContentError as error:
        return error.problems
    except SourceError as error:
        return error.problems
    found = [line for path, text in texts.items() for line in committed_problems(path, text)]
    if not found:
        for path in texts:
            with suppress(OSError):
                os.utime(path)
    return found


def _newest(project: Path) -> int:
    """Return the latest modification time of the sources, in nanoseconds."""
    files = [
        file
        for folder in ("content", "interaction_model")
        for file in (project / folder).rglob("*.yaml")
    ]
    return max((file.stat().st_mtime_ns for file in files), default=0)
