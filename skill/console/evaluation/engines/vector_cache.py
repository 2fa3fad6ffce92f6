"""Vectors of sentences in a SQLite file, so that each is computed once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import ConsoleError
from ...progress import progress

Vectors = NDArray[np.float32]
#: The number of sentences after which the vectors are written.
BATCH = 16


class VectorCache:
    """The vectors of sentences, from a file or else computed.

    They are written batch by batch: an interrupted run continues where it was.
    """

    def __init__(self, file: Path, compute: Callable[[list[str]], Vectors]) -> None:
        """Use *file*, and *compute*, which returns one row for each sentence."""
        self._file = file
        self._compute = compute

    def vectors(self, sentences: Sequence[str], name: str) -> Vectors:
        """Return one row for each of *sentences*; print the progress with their *name*.

        Raises:
            ConsoleError: If the file is damaged or cannot be written.
        """
        try:
            with closing(sqlite3.connect(self._file)) as database:
                known = self._known(database)
                missing = [one for one in dict.fromkeys(sentences) if one not in known]
                batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
                for batch in progress(batches, f"batches of {name}"):
                    known.update(zip(batch, self._computed(database, batch), strict=True))
        except sqlite3.Error as error:
            raise ConsoleError(f"{self._file}: {error}; remove the file") from error
        return np.stack([known[one] for one in sentences])

    def _known(self, database: sqlite3.Connection) -> dict[str, NDArray[np.float32]]:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (text TEXT PRIMARY KEY, vector BLOB)")
        rows = database.execute("SELECT text, vector FROM vectors")
        return {text: np.frombuffer(vector, dtype=np.float32) for text, vector in rows}

    def _computed(self, database: sqlite3.Connection, batch: list[str]) -> Vectors:
        vectors = np.asarray(self._compute(batch), dtype=np.float32)
        pairs = [(text, vector.tobytes()) for text, vector in zip(batch, vectors, strict=True)]
        with database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", pairs)
        return vectors
