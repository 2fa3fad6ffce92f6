"""``python -m skill.console.learnt``: learn beforehand, and keep it until anything changes.

To learn takes ten seconds in every process that understands an utterance; to read what was learnt
takes a tenth of one. The same comes of both.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from ..catalog.whole_file import write_whole
from ..folders import PROJECT
from ..interaction_model import compact
from .model import Model, known_locales, read_model
from .trained import Learnt
from .training import OFF_TOPIC_FILE, training_rows
from .values import Values

KEPT = PROJECT / "build" / "learnt"
#: What decides what is learnt, besides the model: our own modules and these libraries.
MODULES = (
    "coverage",
    "danger_phrases",
    "features",
    "learning",
    "learnt",
    "normalise",
    "trained",
    "training",
    "urgent",
    "values",
)
LIBRARIES = ("numpy", "scipy", "scikit-learn")
#: What reading a file comes to that somebody cut short, or that is of another kind.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)


def learnt(model: Model, values: Mapping[str, Values], folder: Path = KEPT) -> Learnt:
    """Return what is learnt from *model*: at once if it was kept in *folder*, else learnt now."""
    try:
        return _read((folder / _name(model)).read_bytes())
    except UNREADABLE:
        return _learn(model, values)


def keep(models: Iterable[Model], folder: Path = KEPT) -> list[Path]:
    """Keep what is learnt from *models* in *folder*, and nothing else there; return the files.

    Raises:
        OSError: If a file cannot be written; what was kept before stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for model in {_name(model): model for model in models}.values():
        values = {kind: Values(phrases) for kind, phrases in model.types.items()}
        files.append(folder / _name(model))
        write_whole(files[-1], _written(learnt(model, values, folder)))
    for old in set(folder.glob("*.npz")) - set(files):
        old.unlink(missing_ok=True)
    return files


def _learn(model: Model, values: Mapping[str, Values]) -> Learnt:
    # Imported only here: who finds it learnt need not wait a second for scikit-learn.
    from .learning import learn

    return learn(training_rows(model), values)


def _written(result: Learnt) -> bytes:
    words = {
        "intents": result.intents,
        "features": result.features,
        "known": sorted(result.known),
        "ordinary": dict(sorted(result.ordinary.items())),
    }
    file = io.BytesIO()
    np.savez(
        file,
        words=np.frombuffer(json.dumps(words).encode(), dtype=np.uint8),
        rarity=result.rarity,
        weights=result.weights,
        bias=result.bias,
    )
    return file.getvalue()


def _read(written: bytes) -> Learnt:
    """Return what *written* holds; a checksum in it tells whether it is whole."""
    with np.load(io.BytesIO(written), allow_pickle=False) as arrays:
        words = json.loads(arrays["words"].tobytes())
        return Learnt(
            intents=tuple(words["intents"]),
            features=tuple(map(tuple, words["features"])),
            known=frozenset(words["known"]),
            ordinary=words["ordinary"],
            rarity=arrays["rarity"],
            weights=arrays["weights"],
            bias=arrays["bias"],
        )


def _name(model: Model) -> str:
    """Return the name of the file for *model*: a digest of all that decides what is learnt."""
    digest = hashlib.sha256(json.dumps(asdict(model)).encode())
    for part in _deciding():
        digest.update(part)
    return f"{digest.hexdigest()[:32]}.npz"


def _deciding() -> Iterator[bytes]:
    for file in (OFF_TOPIC_FILE, Path(str(compact.__file__)), *_modules()):
        yield file.read_bytes()
    yield str(sys.version_info[:2]).encode()
    for library in LIBRARIES:
        try:
            yield f"{library} {version(library)}".encode()
        except PackageNotFoundError:
            yield library.encode()


def _modules() -> Iterator[Path]:
    for name in MODULES:
        yield Path(__file__).with_name(f"{name}.py")


def main() -> int:
    """Keep what every model teaches; a folder that cannot be written is one line and exit 1."""
    try:
        files = keep(map(read_model, known_locales()), KEPT)
    except OSError as error:
        print(f"{KEPT}: {error.strerror}", file=sys.stderr)
        return 1
    for file in files:
        print(f"{file.relative_to(PROJECT)}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
