"""Measure the resolver with an annotation set in the format of Alexa's NLU evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..nlu.policy import STOPPING, Policy
from ..nlu.resolver import FALLBACK, Resolver
from .annotation_files import Annotation, ExpectedIntent, read_annotations
from .slot_value_ids import SlotValueIds


@dataclass(frozen=True)
class Case:
    """An utterance with the expected and the actual intent and slot value ids."""

    utterance: str
    expected: str
    expected_slots: Mapping[str, tuple[str, ...]]
    actual: str
    actual_slots: Mapping[str, str]
    group: str = ""


def evaluate_annotations(resolver: Resolver, file: Path) -> list[Case]:
    """Resolve every utterance of the annotation set in *file*."""
    ids = SlotValueIds(resolver.model)
    return [_resolved_case(resolver, ids, annotation) for annotation in read_annotations(file)]


def annotation_report(cases: Sequence[Case], policy: Policy) -> Iterator[str]:
    """Yield the rates of *cases*, one line each; *policy* is that of the skill."""
    in_scope = [case for case in cases if case.expected != FALLBACK]
    off_topic = [case for case in cases if case.expected == FALLBACK]
    yield f"in scope: {_share_right(in_scope)} intents right"
    yield f"off topic: {_share_right(off_topic)} rejected"
    yield f"slots: {_slots_line(in_scope)}"
    dangerous = [case for case in cases if is_dangerous_outcome(case, policy)]
    yield f"dangerous confusions: {len(dangerous)}"
    for case in dangerous:
        yield f"  {case.utterance!r}: {case.expected} taken for {case.actual}"
    for intent in sorted({case.expected for case in cases}):
        yield _confusions(intent, [case for case in cases if case.expected == intent])
    for group in sorted({case.group for case in cases if case.group}):
        share = _share_right([case for case in cases if case.group == group])
        yield f"group {group}: {share} intents right"
    yield from _confusion_matrix(cases)


def is_dangerous_outcome(case: Case, policy: Policy) -> bool:
    """Return whether a confusion could withhold help that the user asked for."""
    if case.expected in policy.urgent_intents:
        return case.actual not in policy.urgent_intents
    both = {case.expected, case.actual}
    return len(both) == 2 and policy.relief in both and not both.isdisjoint(STOPPING)


def _resolved_case(resolver: Resolver, ids: SlotValueIds, annotation: Annotation) -> Case:
    found = resolver.resolve(annotation.utterance)
    actual = {slot: ids.id_of(found.intent, slot, text) for slot, text in found.slot_values.items()}
    expected = ids.with_ids(annotation).expected
    best = max(expected, key=lambda one: _match_rank(one, found.intent, actual))
    return Case(annotation.utterance, best.name, best.slots, found.intent, actual, annotation.group)


def _match_rank(
    expected: ExpectedIntent, intent: str, slots: Mapping[str, str]
) -> tuple[bool, int]:
    """Rank the correct intents: the understood one with the most equal slots, or the first."""
    if expected.name != intent:
        return False, 0
    return True, -len(_slot_pairs(expected.slots) ^ set(slots.items()))


def _slot_pairs(slots: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(name, text) for name, texts in slots.items() for text in texts}


def _share_right(cases: Sequence[Case]) -> str:
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
    pairs = [(_slot_pairs(case.expected_slots), set(case.actual_slots.items())) for case in cases]
    right = sum(len(wanted & got) for wanted, got in pairs)
    return right, sum(len(want) for want, _ in pairs), sum(len(have) for _, have in pairs)


def _confusions(intent: str, cases: Sequence[Case]) -> str:
    wrong = Counter(case.actual for case in cases if case.actual != intent)
    taken = ", ".join(f"{name} {count}" for name, count in wrong.most_common())
    line = f"{intent}: {len(cases) - wrong.total()} of {len(cases)}"
    return f"{line}; taken for {taken}" if taken else line


def _confusion_matrix(cases: Sequence[Case]) -> Iterator[str]:
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
