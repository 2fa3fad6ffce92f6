"""The installed skill: its wheel in an environment without other packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.support.certificate_host import stand_in
from tests.support.pki import pem, the_pki
from tests.support.server_process import ROOT, Server, free_port, wait_for
from tests.support.signed_requests import SKILL_ID, Signer

#: Resolves all host names to the test host; everything else is as installed.
SITECUSTOMIZE = """\
import os, socket
stand_in = os.environ.get("TEST_CERTIFICATE_HOST_PORT")
really = socket.getaddrinfo
def look_up(host, port, *args, **kwargs):
    if stand_in is None or host in (None, "", "localhost", "127.0.0.1"):
        return really(host, port, *args, **kwargs)
    return really("127.0.0.1", int(stand_in), *args, **kwargs)
socket.getaddrinfo = look_up
"""


def build_wheel(project: Path, folder: Path, **environment: str) -> Path:
    """Build the wheel of *project* into *folder*, as `make wheel` does, and return it."""
    run([sys.executable, "-m", "skill.catalog", "compile"], project, PYTHONHASHSEED="0")
    for words in (
        ["deploy/sbom.py", "build/sbom.json"],
        ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
    ):
        run([sys.executable, *words], project, 0, **environment)
    (wheel,) = folder.glob("*.whl")
    return wheel


def run(
    words: list[str], cwd: Path, status: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command, which must exit with *status*."""
    done = subprocess.run(
        words,
        cwd=cwd,
        env=clean_environment() | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def clean_environment() -> dict[str, str]:
    """Return the environment without variables that make Python import from the checkout."""
    ours = ("PYTHON", "VIRTUAL_ENV", "PROMETHEUS_", "ALEXA_", "BIND", "WEB_CONCURRENCY")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def empty_environment(folder: Path, *needed: str) -> Path:
    """Create an environment with *needed* and its dependencies; return its Python.

    The packages are copied from the environment of the tests, so there are no downloads.
    """
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    copy_distributions(needed, site)
    return folder / "bin" / "python"


def link_distributions(names: tuple[str, ...], python: Path) -> None:
    """Link the distributions of these names into an environment; for the console's large ones."""
    (site,) = python.parents[1].glob("lib/python*/site-packages")
    copy_distributions(names, site, lambda source, link: Path(link).symlink_to(source))


def copy_distributions(
    names: tuple[str, ...], folder: Path, copy: Callable[[str, Path], object] = shutil.copy2
) -> None:
    """Copy the distributions of these names, with their dependencies, into *folder*."""
    for found in _with_needs(names):
        for file in found.files or ():
            if ".." not in file.parts:
                place = folder / file
                place.parent.mkdir(parents=True, exist_ok=True)
                if not place.exists():
                    copy(str(file.locate()), place)


def _with_needs(names: tuple[str, ...]) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        one = distribution(waiting.pop())
        if one.name not in found:
            found[one.name] = one
            waiting += needs_of(one.requires or [])
    return list(found.values())


def needs_of(requires: list[str]) -> tuple[str, ...]:
    """Return the names of a distribution's dependencies on this platform, without extras."""
    parsed = map(Requirement, requires)
    return tuple(
        one.name for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""})
    )


def needs_of_project(extra: str = "") -> tuple[str, ...]:
    """Return the names of the project's dependencies, or of those that *extra* adds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return needs_of(project["optional-dependencies"][extra] if extra else project["dependencies"])


def install(wheel: Path, *where: str) -> None:
    """Install only *wheel*; *where* has pip's arguments for the target."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    place = [*where] if where[0] == "--target" else []
    before = [] if place else [*where]
    run([*pip, *before, "install", "--quiet", "--no-index", "--no-deps", *place, str(wheel)], ROOT)


@contextmanager
def serving_installed(
    python: Path, folder: Path, *before: str, **environment: str
) -> Iterator[Server]:
    """Run ``cramp-coach serve`` of an environment; *before* precedes the command."""
    pki = the_pki()
    trust, log = folder / "trust.pem", folder / "log.txt"
    trust.write_bytes(pem(*pki.roots))
    port = free_port()
    with stand_in(pki, folder) as host, log.open("wb") as output:
        settings = {
            "ALEXA_SKILL_ID": SKILL_ID,
            "ALEXA_TRUST_STORE": str(trust),
            "BIND": f"127.0.0.1:{port}",
            "TEST_CERTIFICATE_HOST_PORT": str(host.server_port),
        }
        process = subprocess.Popen(
            [*before, str(python.with_name("cramp-coach")), "serve"],
            cwd=folder,
            env=clean_environment() | settings | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(port, process, log)
            yield Server(port, process, log, Signer(pki))
        finally:
            process.terminate()
            process.wait(30)
