"""Content that was found in order, kept in one file: a server that finds it fresh starts at once.

A server that does not reads and checks ``content/`` itself, which takes a second.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from .catalog import Catalogs
from .whole_file import write_whole


def load_catalogs(folder: Path) -> Catalogs:
    """Return the catalog of each locale, by locale, read from *folder* and checked.

    Raises:
        ContentError: If any file of *folder* is missing, misspelt, incomplete or contradictory.
    """
    # Whoever finds content ready needs neither the YAML reader nor the checks.
    from .load import load_catalogs

    return load_catalogs(folder)


def ready_catalogs(folder: Path) -> Catalogs:
    """Return the same as `load_catalogs`: at once, if *folder* has been compiled as it is now."""
    try:
        written = compiled_file(folder).read_bytes()
    except OSError:
        return load_catalogs(folder)
    fingerprint = _fingerprint(folder)
    if not written.startswith(fingerprint):
        return load_catalogs(folder)
    return _unpickled(written[len(fingerprint) :])


def _unpickled(written: bytes) -> Catalogs:
    # None of it is garbage: to look for some in between takes longer than to read it.
    looking = gc.isenabled()
    gc.disable()
    try:
        # Whoever can write this file can write our modules as well.
        catalogs: Catalogs = pickle.loads(written)  # noqa: S301
    finally:
        if looking:
            gc.enable()
    return catalogs


def compile_catalogs(folder: Path) -> Path:
    """Read and check *folder*, write what `ready_catalogs` reads, and return that file.

    Raises:
        ContentError: If the content is not in order; the file is left as it was.
        OSError: If the file cannot be written.
    """
    catalogs, file = load_catalogs(folder), compiled_file(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _fingerprint(folder) + pickle.dumps(catalogs, pickle.HIGHEST_PROTOCOL))
    return file


def compiled_file(folder: Path) -> Path:
    """Return where the content of *folder* is kept ready."""
    return folder.parent / "build" / f"{folder.name}.compiled"


def _fingerprint(folder: Path) -> bytes:
    """Return a digest of the content, and of all that decides how it is read."""
    # Content that was made ready on one machine is read on others with the same Python.
    digest = hashlib.sha256(str(sys.version_info[:2]).encode())
    for file in _files(folder):
        text = file.read_bytes()
        digest.update(f"{file.name} {len(text)} ".encode() + text)
    return digest.digest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.yaml"))
    yield from sorted(Path(__file__).parent.glob("*.py"))
