"""Write files atomically."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write *content* to *path* atomically: readers see the old or the new file, never a part.

    Raises:
        OSError: If the file cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(content if isinstance(content, bytes) else content.encode())
        # A temporary file is readable by its owner only.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
