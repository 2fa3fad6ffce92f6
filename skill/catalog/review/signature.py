"""Write a clinician's signature, ``reviewed:``, into the file of an entry."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

from ...common.atomic_write import write_whole
from ...common.strict_yaml import YamlError, parse_yaml
from ..content_place import ROUTINES
from ..model import Review
from .review_queue import QueuedEntry

#: How long a signature is valid.
YEARS = 2


class SignatureError(ValueError):
    """Raised if a signature cannot be written; the message is one line."""


def sign_entry(content: Path, entry: QueuedEntry, by: str, on: datetime.date) -> Path:
    """Write that *by* has read *entry* on the day *on*; return the changed file.

    Raises:
        SignatureError: If the entry is written in one line, or the file would not be YAML.
    """
    if not by.strip():
        raise SignatureError("write who has read the entry")
    review = Review(by.strip(), on, _until(on), entry.digest)
    place = entry.place
    whole = place.group == ROUTINES
    name = f"{ROUTINES}/{place.entry}.yaml" if whole else f"{place.group}.yaml"
    path = content / place.language / name
    before = path.read_text(encoding="utf-8")
    after = _signed(before, "" if whole else place.entry, review)
    try:
        parse_yaml(str(path), after)
    except YamlError as error:
        raise SignatureError(f"cannot be signed: {error}") from error
    write_whole(path, after)
    return path


def _until(on: datetime.date) -> datetime.date:
    # 29 February has no counterpart two years later.
    return on.replace(year=on.year + YEARS, day=28 if (on.month, on.day) == (2, 29) else on.day)


def _signed(text: str, key: str, review: Review) -> str:
    """Return *text* with *review* in the entry *key*, or in the whole file without a key."""
    lines, indent = text.splitlines(), "  " if key else ""
    begin, end = _entry_lines(lines, key)
    kept = [line for line in lines[begin:end] if not line.startswith(f"{indent}reviewed:")]
    while kept and (not kept[-1].strip() or kept[-1].startswith("#")):
        kept.pop()
    rest = lines[begin:end][len(kept) + _removed(lines[begin:end], indent) :]
    name = json.dumps(review.by, ensure_ascii=False)
    days = f"on: {review.on}, until: {review.until}"
    line = f'{indent}reviewed: {{by: {name}, {days}, of: "{review.of}"}}'
    return "\n".join([*lines[:begin], *kept, line, *rest, *lines[end:], ""])


def _removed(lines: list[str], indent: str) -> int:
    return sum(line.startswith(f"{indent}reviewed:") for line in lines)


def _entry_lines(lines: list[str], key: str) -> tuple[int, int]:
    """Return the first line of the entry *key* and the line after it."""
    if not key:
        return 0, len(lines)
    begin = next((n for n, line in enumerate(lines) if re.fullmatch(rf"{key}:\s*", line)), None)
    if begin is None:
        raise SignatureError(f"{key} is not written in lines of its own: write each field on one")
    starts = (n for n in range(begin + 1, len(lines)) if re.match(r"[\w\"-]", lines[n]))
    return begin, next(starts, len(lines))
