"""Compile the checked catalogs into one file, and load that file at start.

Without a current compiled file, a server reads and checks ``content/``, which takes a second.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from ..common.atomic_write import write_whole
from .catalog import Catalogs


def load_catalogs(folder: Path) -> Catalogs:
    """Read and check *folder*; return the catalog of each locale.

    Raises:
        ContentError: If any file of *folder* is missing, misspelt, incomplete or contradictory.
    """
    # Imported here, because a start from the compiled file needs neither YAML nor the checks.
    from .loader import load_catalogs

    return load_catalogs(folder)


def ready_catalogs(folder: Path) -> Catalogs:
    """Return the same as `load_catalogs`, from the compiled file if it matches *folder*.

    Raises:
        ContentError: As `load_catalogs` does.
    """
    try:
        written = compiled_file(folder).read_bytes()
    except OSError:
        return load_catalogs(folder)
    fingerprint = _fingerprint(folder)
    pickled = written[2 * len(fingerprint) :]
    # The second digest finds a damaged file.
    if not written.startswith(fingerprint + hashlib.sha256(pickled).digest()):
        return load_catalogs(folder)
    return _unpickled(pickled)


def _unpickled(written: bytes) -> Catalogs:
    # Garbage collection during loading would find nothing and take longer than the loading.
    looking = gc.isenabled()
    gc.disable()
    try:
        # Not a risk: write access to this file implies write access to the modules.
        catalogs: Catalogs = pickle.loads(written)  # noqa: S301
    finally:
        if looking:
            gc.enable()
    return catalogs


def compile_catalogs(folder: Path) -> Path:
    """Read and check *folder*, write the compiled file, and return its path.

    Raises:
        ContentError: If the content has problems; the old file stays.
        OSError: If the file cannot be written.
    """
    catalogs, file = load_catalogs(folder), compiled_file(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    pickled = pickle.dumps(catalogs, pickle.HIGHEST_PROTOCOL)
    write_whole(file, _fingerprint(folder) + hashlib.sha256(pickled).digest() + pickled)
    return file


def compiled_file(folder: Path) -> Path:
    """Return the path of the compiled file of *folder*."""
    return folder.parent / "build" / f"{folder.name}.compiled"


def _fingerprint(folder: Path) -> bytes:
    """Return a digest of the content, of the modules that read it, and of Python's version."""
    # A compiled file is portable between machines with the same Python version.
    digest = hashlib.sha256(str(sys.version_info[:2]).encode())
    for file in _files(folder):
        text = file.read_bytes()
        digest.update(f"{file.name} {len(text)} ".encode() + text)
    return digest.digest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.yaml"))
    package = Path(__file__).parent
    yield from sorted([*package.rglob("*.py"), *(package.parent / "common").glob("*.py")])
