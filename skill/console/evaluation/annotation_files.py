"""Annotation sets of Alexa's NLU evaluation, as files: JSON and CSV.

Amazon's JSON gives a slot as ``{"value": "calf"}``, or as ``{"slotValue": {"type": "Simple",
"value": "calf"}}``, or as ``{"slotValue": {"type": "List", "values": [...]}}``. Its CSV has the
columns ``utterance``, ``referenceTimestamp``, ``intent`` and one ``slot[NAME]`` for each slot.
Amazon lists its own tool for them as deprecated since November 2023.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ..errors import ConsoleError

#: The fields of an annotation with its group, which Amazon does not have; the first one counts.
GROUP_FIELDS = ("group", "tag")
#: The columns of a CSV file beside those of slots.
COLUMNS = ("utterance", "referenceTimestamp", "intent")
_SLOT_COLUMN = re.compile(r"slot\[(?P<slot>[^\]]+)\]")
#: The byte order marks of the encodings that spreadsheets write.
ENCODINGS: Mapping[bytes, str] = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


@dataclass(frozen=True)
class ExpectedIntent:
    """A correct intent, and the correct values of each of its slots."""

    name: str
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Annotation:
    """An utterance, every correct intent, and the group that its rates are reported for."""

    utterance: str
    expected: Sequence[ExpectedIntent]
    group: str = ""
    #: The time that "tomorrow" in the utterance refers to, as Amazon's text, or empty.
    reference_timestamp: str = ""


def read_annotations(file: Path) -> list[Annotation]:
    """Return the annotations in *file*: CSV if its name ends so, or else JSON.

    Raises:
        ConsoleError: If it cannot be read, or with the first entry or line that is wrong.
    """
    read = _csv_annotations if file.suffix.lower() == ".csv" else _json_annotations
    try:
        return list(read(_decoded_file(file.read_bytes())))
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConsoleError(f"{file}: is not UTF-8: save it as UTF-8 text") from error
    except ValueError as error:
        raise ConsoleError(f"{file}: {error}") from error


def amazon_annotations(annotations: Sequence[Annotation]) -> str:
    """Return *annotations* as JSON text in Amazon's form; groups are left out."""
    return json.dumps(
        {"data": [_amazon_entry(one) for one in annotations]}, ensure_ascii=False, indent=2
    )


def _decoded_file(content: bytes) -> str:
    encoding = next((name for mark, name in ENCODINGS.items() if content.startswith(mark)), "utf-8")
    return content.decode(encoding)


def _json_annotations(text: str) -> Iterator[Annotation]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: is not JSON: {error.msg}") from error
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, list):
        raise ValueError('is not an NLU annotation set: needs {"data": [...]}')
    for number, entry in enumerate(data, start=1):
        try:
            yield _json_annotation(entry)
        except ValueError as error:
            raise ValueError(f"entry {number}: {error}") from error


def _json_annotation(entry: object) -> Annotation:
    fields = _object_fields(entry, "the annotation")
    inputs = _object_fields(fields.get("inputs"), "inputs")
    expected = fields.get("expected")
    if not isinstance(expected, list) or not expected:
        raise ValueError("expected: needs a list with an intent")
    return Annotation(
        _required_text(inputs.get("utterance"), "utterance"),
        [_expected_intent(one) for one in expected],
        next((str(fields[name]) for name in GROUP_FIELDS if name in fields), ""),
        str(inputs.get("referenceTimestamp") or ""),
    )


def _expected_intent(entry: object) -> ExpectedIntent:
    intent = _object_fields(_object_fields(entry, "expected").get("intent"), "intent")
    slots = _object_fields(intent.get("slots") or {}, "slots")
    return ExpectedIntent(
        _required_text(intent.get("name"), "intent: name"),
        {name: _slot_texts(slot, f"slot {name}") for name, slot in slots.items()},
    )


def _slot_texts(slot: object, place: str) -> tuple[str, ...]:
    """Return the texts of a slot in each of Amazon's forms."""
    fields = _object_fields(slot, place)
    value = _object_fields(fields.get("slotValue", fields), place)
    if "values" not in value:
        return (_required_text(value.get("value"), f"{place}: value"),)
    if not isinstance(value["values"], list) or not value["values"]:
        raise ValueError(f"{place}: values: needs a list with a value")
    return tuple(text for one in value["values"] for text in _slot_texts(one, place))


def _object_fields(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: needs an object, not {json.dumps(value)}")
    return value


def _required_text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{place}: needs text, not {json.dumps(value)}")
    return value


def _csv_annotations(text: str) -> Iterator[Annotation]:
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        columns = _columns(next(rows, []))
        for row in rows:
            if any(map(str.strip, row)):
                yield _csv_annotation(columns, row)
    except (csv.Error, ValueError) as error:
        raise ValueError(f"line {max(rows.line_num, 1)}: {error}") from error


def _columns(row: Sequence[str]) -> list[str]:
    columns = [cell.strip() for cell in row]
    for needed in ("utterance", "intent"):
        if needed not in columns:
            raise ValueError(f"needs a column {needed!r}; columns are separated by commas")
    for column in columns:
        if column not in COLUMNS and not _SLOT_COLUMN.fullmatch(column):
            raise ValueError(f"unknown column {column!r}; known: {', '.join(COLUMNS)}, slot[NAME]")
        if columns.count(column) > 1:
            raise ValueError(f"column {column!r} is there twice")
    return columns


def _csv_annotation(columns: Sequence[str], row: Sequence[str]) -> Annotation:
    if len(row) > len(columns):
        raise ValueError(f"has {len(row)} cells, but there are {len(columns)} columns")
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    slots = {
        found["slot"]: (cell,)
        for column, cell in cells.items()
        if cell and (found := _SLOT_COLUMN.fullmatch(column))
    }
    intent = ExpectedIntent(_required_text(cells.get("intent"), "intent"), slots)
    time = cells.get("referenceTimestamp", "")
    return Annotation(_required_text(cells.get("utterance"), "utterance"), [intent], "", time)


def _amazon_entry(annotation: Annotation) -> dict[str, object]:
    inputs = {"utterance": annotation.utterance}
    if annotation.reference_timestamp:
        inputs["referenceTimestamp"] = annotation.reference_timestamp
    return {
        "inputs": inputs,
        "expected": [{"intent": _amazon_intent(one)} for one in annotation.expected],
    }


def _amazon_intent(expected: ExpectedIntent) -> dict[str, object]:
    slots = {name: {"slotValue": _slot_value(texts)} for name, texts in expected.slots.items()}
    return {"name": expected.name} | ({"slots": slots} if slots else {})


def _slot_value(texts: Sequence[str]) -> dict[str, object]:
    simple: list[dict[str, object]] = [{"type": "Simple", "value": text} for text in texts]
    return simple[0] if len(simple) == 1 else {"type": "List", "values": simple}
