"""The choices of the page, and what is not installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from ..audio import recognition
from ..audio.voices import MISSING
from ..client.alexa_skill import AlexaSkill
from ..client.devices import DEVICES, viewport
from ..client.request_envelopes import Json
from ..nlu.model_reader import known_locales, read_model
from ..recording.conversation_file import DEFAULT_LOCALE
from .bad_requests import BAD_REQUESTS

NAMES: Mapping[str, str] = {
    "en-US": "English, United States",
    "en-GB": "English, United Kingdom",
    "en-AU": "English, Australia",
    "en-CA": "English, Canada",
    "en-IN": "English, India",
}
NO_ENGINE = (
    "Amazon's engine for screens is not installed: run `npm ci --ignore-scripts` in the project's "
    "folder, and start again. Until then the page draws the screen itself."
)


def options(skill: AlexaSkill, voice: str, engine: Path, conversations: Path) -> Json:
    """Return the choices of the page.

    Args:
        skill: The skill of the console.
        voice: The name of the voice; empty if there is none.
        engine: The file of Amazon's engine for screens; may be missing.
        conversations: The folder of the conversation files; may be missing.
    """
    locales = sorted(known_locales(skill.models), key=lambda name: name != DEFAULT_LOCALE)
    model = read_model(next(iter(locales), DEFAULT_LOCALE), skill.models)
    return {
        "skill": {"name": skill.name, "invocation": model.invocation_name},
        "locales": [{"id": name, "name": NAMES.get(name, name)} for name in locales],
        "devices": list(_devices()),
        "voice": {"name": voice, "missing": "" if voice else MISSING},
        "listening": {
            "ready": recognition.installed(),
            "missing": "" if recognition.installed() else recognition.RECOGNITION_MISSING,
        },
        "engine": {"ready": engine.exists(), "missing": "" if engine.exists() else NO_ENGINE},
        "doubts": [
            {"id": name, "label": doubt.label, "meaning": doubt.meaning}
            for name, doubt in BAD_REQUESTS.items()
        ],
        "conversations": list(_conversations(conversations)),
        "can_save": conversations.is_dir(),
    }


def _devices() -> Iterator[Json]:
    for name, kind in DEVICES.items():
        screen = viewport(name)
        yield {"id": name, "name": kind["name"], "screen": asdict(screen) if screen else None}


def _conversations(folder: Path) -> Iterator[Json]:
    for file in sorted(folder.glob("*/*.yaml")):
        path = file.relative_to(folder.parent.parent).as_posix()
        yield {"path": path, "locale": file.parent.name, "name": file.stem}
