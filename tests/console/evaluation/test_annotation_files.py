from __future__ import annotations

import json
from pathlib import Path

import pytest

from skill.console.errors import ConsoleError
from skill.console.evaluation.annotation_files import (
    Annotation,
    ExpectedIntent,
    amazon_annotations,
    read_annotations,
)

CALF = Annotation("my calf", [ExpectedIntent("StartReliefIntent", {"muscle": ("calf",)})])
HEADER = "utterance,referenceTimestamp,intent,slot[muscle]\r\n"
#: The forms in which Amazon writes a slot.
VALUE = {"value": "calf"}
SIMPLE = {"slotValue": {"type": "Simple", "value": "calf"}}
LIST = {"slotValue": {"type": "List", "values": [{"type": "Simple", "value": "calf"}]}}


def written(folder: Path, content: str | bytes, name: str = "set.json") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def annotation_set(slot: object = None, **changes: object) -> str:
    intent = {"name": "StartReliefIntent", "slots": {"muscle": slot or VALUE}}
    entry = {"inputs": {"utterance": "my calf"}, "expected": [{"intent": intent}]}
    return json.dumps({"data": [entry | changes]})


@pytest.mark.parametrize("slot", [VALUE, SIMPLE, LIST])
def test_a_slot_is_read_in_each_form_of_amazon(tmp_path: Path, slot: object) -> None:
    assert read_annotations(written(tmp_path, annotation_set(slot))) == [CALF]


def test_slots_may_be_null(tmp_path: Path) -> None:
    entry = {"intent": {"name": "StopIntent", "slots": None}}
    (found,) = read_annotations(written(tmp_path, annotation_set(expected=[entry])))
    assert found.expected == [ExpectedIntent("StopIntent")]


def test_a_csv_file_has_a_column_for_each_slot(tmp_path: Path) -> None:
    rows = 'my calf,,StartReliefIntent,calf\r\n\r\n"oh, stop",2026-01-01T00:00:00.000Z,Stop,\r\n'
    found = read_annotations(written(tmp_path, HEADER + rows, "set.CSV"))

    stop = Annotation("oh, stop", [ExpectedIntent("Stop")], "", "2026-01-01T00:00:00.000Z")
    assert found == [CALF, stop]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(tmp_path: Path, encoding: str) -> None:
    csv = (HEADER + "my calf,,StartReliefIntent,calf").encode(encoding)

    assert read_annotations(written(tmp_path, annotation_set().encode(encoding))) == [CALF]
    assert read_annotations(written(tmp_path, csv, "set.csv")) == [CALF]


def test_the_export_is_what_amazon_writes(tmp_path: Path) -> None:
    two = ExpectedIntent("A", {"muscle": ("calf", "shin")})
    annotations = [CALF, Annotation("tomorrow", [two, ExpectedIntent("B")], "group", "2026")]

    text = amazon_annotations(annotations)

    entry = json.loads(text)["data"][0]
    assert entry["inputs"] == {"utterance": "my calf"}
    assert entry["expected"][0]["intent"]["slots"] == {"muscle": SIMPLE}
    assert "group" not in text
    again = read_annotations(written(tmp_path, text))
    assert again == [CALF, Annotation("tomorrow", annotations[1].expected, "", "2026")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 1: is not JSON"),
        ('{"data":\n[}', "line 2: is not JSON"),
        ("[]", 'is not an NLU annotation set: needs {"data": [...]}'),
        ('{"data": [3]}', "entry 1: the annotation: needs an object, not 3"),
        ('{"data": [{}]}', "entry 1: inputs: needs an object, not null"),
        (annotation_set(inputs={"utterance": 5}), "entry 1: utterance: needs text, not 5"),
        (annotation_set(inputs={"utterance": " "}), 'entry 1: utterance: needs text, not " "'),
        (annotation_set(expected=[]), "entry 1: expected: needs a list with an intent"),
        (annotation_set(expected=[{"intent": {}}]), "entry 1: intent: name: needs text, not null"),
        (annotation_set({"id": "calf"}), "entry 1: slot muscle: value: needs text, not null"),
        (annotation_set("calf"), 'entry 1: slot muscle: needs an object, not "calf"'),
        (annotation_set({"slotValue": {"values": []}}), "slot muscle: values: needs a list"),
    ],
)
def test_a_broken_json_file_is_one_line(tmp_path: Path, text: str, problem: str) -> None:
    check_one_line(written(tmp_path, text), problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: needs a column 'utterance'"),
        ("utterance;intent\nmy calf;A\n", "line 1: needs a column 'utterance'; columns are sep"),
        ("utterance,intent,muscle\n", "line 1: unknown column 'muscle'; known: utterance, ref"),
        ("utterance,intent,intent\n", "line 1: column 'intent' is there twice"),
        ("utterance,intent\nmy calf,A,b\n", "line 2: has 3 cells, but there are 2 columns"),
        ("utterance,intent\na,A\nmy calf\n", "line 3: intent: needs text"),
        ("utterance,intent\n,A\n", "line 2: utterance: needs text"),
        ('utterance,intent\n"my calf,A\n', "line 2: unexpected end of data"),
    ],
)
def test_a_broken_csv_file_is_one_line(tmp_path: Path, text: str, problem: str) -> None:
    check_one_line(written(tmp_path, text, "set.csv"), problem)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    check_one_line(tmp_path / "none.json", "No such file")
    check_one_line(tmp_path, "Is a directory")
    check_one_line(written(tmp_path, b"caf\xe9", "old.csv"), "is not UTF-8: save it as UTF-8 text")


def check_one_line(file: Path, problem: str) -> None:
    with pytest.raises(ConsoleError) as raised:
        read_annotations(file)

    assert str(raised.value).startswith(f"{file}: ")
    assert problem in str(raised.value)
    assert "\n" not in str(raised.value)
