"""Measure the resolver with an annotation set in the format of Alexa's NLU evaluation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConsoleError
from ..nlu.resolver import FALLBACK, Resolver

STOP_INTENT = "AMAZON.StopIntent"
RELIEF_NAME = "StartReliefIntent"
URGENT_TO_CATCH = frozenset({"WarningSignIntent", "EmergencyIntent", "CrisisIntent"})

#: A correct intent, with its slot value ids.
Expected = tuple[str, Mapping[str, str]]
#: An utterance, its group (may be empty), and every correct intent.
Annotation = tuple[str, str, list[Expected]]
#: The fields of an annotation with its group; the first that exists is used.
GROUP_FIELDS = ("group", "tag")


@dataclass(frozen=True)
class Case:
    """An utterance with the expected and the actual intent and slot value ids."""

    utterance: str
    expected: str
    expected_slots: Mapping[str, str]
    actual: str
    actual_slots: Mapping[str, str]
    group: str = ""


def evaluate_annotations(resolver: Resolver, file: Path) -> list[Case]:
    """Resolve every utterance of the annotation set in *file*."""
    return [_case(resolver, *annotation) for annotation in read_annotations(file)]


def annotation_report(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the rates of *cases*, one line each."""
    in_scope = [case for case in cases if case.expected != FALLBACK]
    off_topic = [case for case in cases if case.expected == FALLBACK]
    yield f"in scope: {_share(in_scope)} intents right"
    yield f"off topic: {_share(off_topic)} rejected"
    yield f"slots: {_slots_line(in_scope)}"
    dangerous = [case for case in cases if is_dangerous_outcome(case)]
    yield f"dangerous confusions: {len(dangerous)}"
    for case in dangerous:
        yield f"  {case.utterance!r}: {case.expected} taken for {case.actual}"
    for intent in sorted({case.expected for case in cases}):
        yield _confusions(intent, [case for case in cases if case.expected == intent])
    for group in sorted({case.group for case in cases if case.group}):
        share = _share([case for case in cases if case.group == group])
        yield f"group {group}: {share} intents right"
    yield from _table(cases)


def is_dangerous_outcome(case: Case) -> bool:
    """Return whether a confusion could withhold help that the user asked for."""
    if case.expected in URGENT_TO_CATCH:
        return case.actual not in URGENT_TO_CATCH
    return {case.expected, case.actual} == {RELIEF_NAME, STOP_INTENT}


def read_annotations(file: Path) -> list[Annotation]:
    """Return the annotations in *file*; raise ConsoleError if it is no annotation set."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        return [_annotation(entry) for entry in document["data"]]
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise ConsoleError(f"{file}: is not JSON: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ConsoleError(f"{file}: is not an NLU annotation set: {error!r}") from error


def _annotation(entry: Mapping[str, Any]) -> Annotation:
    utterance, intents = entry["inputs"]["utterance"], [one["intent"] for one in entry["expected"]]
    if not isinstance(utterance, str) or not intents:
        raise TypeError(f"{utterance!r} needs to be text, with an intent expected")
    group = next((str(entry[name]) for name in GROUP_FIELDS if name in entry), "")
    return utterance, group, [(str(intent["name"]), _slots(intent)) for intent in intents]


def _slots(intent: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(slot["value"]) for name, slot in (intent.get("slots") or {}).items()}


def _case(resolver: Resolver, utterance: str, group: str, expected: Sequence[Expected]) -> Case:
    found = resolver.resolve(utterance)
    actual = found.slot_values
    name, slots = max(expected, key=lambda one: (one[0] == found.intent, one[1] == actual))
    return Case(utterance, name, slots, found.intent, actual, group)


def _share(cases: Sequence[Case]) -> str:
    right = sum(case.expected == case.actual for case in cases)
    return f"{right} of {len(cases)} ({right / max(len(cases), 1):.1%})"


def slot_f1(cases: Sequence[Case]) -> float:
    """Return the F1 score of the slots, also of utterances with a wrong intent."""
    right, wanted, got = _slot_counts(cases)
    return 2 * right / max(wanted + got, 1)


def _slots_line(cases: Sequence[Case]) -> str:
    right, wanted, got = _slot_counts(cases)
    return f"F1 {slot_f1(cases):.3f} ({right} right, {wanted} expected, {got} found)"


def _slot_counts(cases: Sequence[Case]) -> tuple[int, int, int]:
    pairs = [(set(case.expected_slots.items()), set(case.actual_slots.items())) for case in cases]
    right = sum(len(wanted & got) for wanted, got in pairs)
    return right, sum(len(want) for want, _ in pairs), sum(len(have) for _, have in pairs)


def _confusions(intent: str, cases: Sequence[Case]) -> str:
    wrong = Counter(case.actual for case in cases if case.actual != intent)
    taken = ", ".join(f"{name} {count}" for name, count in wrong.most_common())
    line = f"{intent}: {len(cases) - wrong.total()} of {len(cases)}"
    return f"{line}; taken for {taken}" if taken else line


def _table(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the confusion matrix: rows are expected intents, columns actual ones."""
    counts = Counter((case.expected, case.actual) for case in cases)
    wrong = {pair for pair in counts if pair[0] != pair[1]}
    if not wrong:
        return
    names = sorted({name for pair in wrong for name in pair})
    width = max(map(len, names))
    yield "confusions, expected down, understood across:"
    yield " ".join([f"{'':{width}}", *(f"{place:>3}" for place in range(1, len(names) + 1))])
    for place, name in enumerate(names, start=1):
        row = (f"{counts[name, other] or '.':>3}" for other in names)
        yield " ".join([f"{name:{width}}", *row, f" {place}"])
