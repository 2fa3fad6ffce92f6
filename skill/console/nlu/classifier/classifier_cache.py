"""Cache the trained classifier; ``python -m skill.console.nlu.classifier.classifier_cache`` does.

Training takes ten seconds in every process, reading the cache file a tenth of a second.
Both give identical scores.
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

from ....common.atomic_write import write_whole
from ....common.paths import PROJECT
from ....understanding import normalization
from ..model_reader import Model, known_locales, read_model
from ..slot_values import SlotValues
from .linear_classifier import ClassifierParameters
from .training_data import training_rows

KEPT = PROJECT / "build" / "learnt"
#: The modules and libraries, beside the model, that determine the result.
MODULES = (
    "classifier/classifier_cache",
    "classifier/classifier_training",
    "classifier/danger_phrases",
    "classifier/features",
    "classifier/linear_classifier",
    "classifier/training_data",
    "slot_values",
)
LIBRARIES = ("hassil", "numpy", "scipy", "scikit-learn")
#: The exceptions raised by a truncated or foreign cache file.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)


def classifier_parameters(
    model: Model, values: Mapping[str, SlotValues], folder: Path = KEPT
) -> ClassifierParameters:
    """Return the classifier for *model*: from the cache in *folder*, or else trained now."""
    try:
        return _read((folder / _name(model)).read_bytes())
    except UNREADABLE:
        return _learn(model, values)


def cache_parameters(models: Iterable[Model], folder: Path = KEPT) -> list[Path]:
    """Train the classifiers for *models* and cache them; remove old files; return the new ones.

    Raises:
        OSError: If a file cannot be written; the old files stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for model in {_name(model): model for model in models}.values():
        values = {
            kind: SlotValues(phrases, model.normalizer) for kind, phrases in model.types.items()
        }
        files.append(folder / _name(model))
        write_whole(files[-1], _written(classifier_parameters(model, values, folder)))
    for old in set(folder.glob("*.npz")) - set(files):
        old.unlink(missing_ok=True)
    return files


def _learn(model: Model, values: Mapping[str, SlotValues]) -> ClassifierParameters:
    # Imported here, because scikit-learn takes a second and is not needed with a cache file.
    from .classifier_training import learn

    return learn(training_rows(model), values, model)


def _written(result: ClassifierParameters) -> bytes:
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


def _read(written: bytes) -> ClassifierParameters:
    """Return the classifier in the bytes *written*, which include a checksum."""
    with np.load(io.BytesIO(written), allow_pickle=False) as arrays:
        words = json.loads(arrays["words"].tobytes())
        return ClassifierParameters(
            intents=tuple(words["intents"]),
            features=tuple(map(tuple, words["features"])),
            known=frozenset(words["known"]),
            ordinary=words["ordinary"],
            rarity=arrays["rarity"],
            weights=arrays["weights"],
            bias=arrays["bias"],
        )


def _name(model: Model) -> str:
    """Return the file name for *model*: a digest of everything that determines the result."""
    digest = hashlib.sha256(json.dumps(asdict(model)).encode())
    for part in _deciding():
        digest.update(part)
    return f"{digest.hexdigest()[:32]}.npz"


def _deciding() -> Iterator[bytes]:
    for file in (Path(str(normalization.__file__)), *_modules()):
        yield file.read_bytes()
    yield str(sys.version_info[:2]).encode()
    for library in LIBRARIES:
        try:
            yield f"{library} {version(library)}".encode()
        except PackageNotFoundError:
            yield library.encode()


def _modules() -> Iterator[Path]:
    for name in MODULES:
        yield Path(__file__).parents[1] / f"{name}.py"


def main() -> int:
    """Train and cache the classifiers of all models; return 1 if a file cannot be written."""
    try:
        files = cache_parameters(map(read_model, known_locales()), KEPT)
    except OSError as error:
        print(f"{KEPT}: {error.strerror}", file=sys.stderr)
        return 1
    for file in files:
        print(f"{file.relative_to(PROJECT)}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
