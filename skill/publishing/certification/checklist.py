"""Run the tests of Amazon's reviewers on the real endpoint; report in Amazon's format."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...catalog import Catalogs
from ...console.client.skill_client import SkillClient
from ...console.errors import ConsoleError, SkillError
from ...quality.cramp_coach import CRAMP_COACH
from . import endpoint_probes, policy_tests, request_tests, voice_tests
from .skill_under_test import SkillUnderTest, UnexpectedError

#: The value of the locale column for tests that do not depend on the locale.
ANY = "all"
PASSED, FAILED = "SUCCESSFUL", "FAILED"
#: The columns of the table, and the width of each.
COLUMNS: Mapping[str, int] = {
    "status": 10,
    "locale": 6,
    "category": 14,
    "title": 44,
    "expected": 62,
}


@dataclass(frozen=True)
class ChecklistRow:
    """One validation: its title, the expected and the actual result."""

    title: str
    expected: str
    category: str
    locale: str
    #: What the test saw, or why it failed.
    result: str
    failed: bool

    @property
    def status(self) -> str:
        """The status in Amazon's words."""
        return FAILED if self.failed else PASSED

    def as_json(self) -> dict[str, str]:
        """Return the row as a validation in Amazon's format, with a ``result``."""
        return {
            "title": self.title,
            "description": self.expected,
            "category": self.category,
            "locale": self.locale,
            "importance": "REQUIRED",
            "status": self.status,
            "result": self.result,
        }


def rows(catalogs: Catalogs, only: Sequence[str] | None = None) -> Iterator[ChecklistRow]:
    """Yield a row for each trial, and for each locale if the trial depends on it.

    *only* restricts the locales.

    Raises:
        ConsoleError: If a locale in *only* is unknown.
    """
    if unknown := sorted(set(only or ()) - catalogs.keys()):
        raise ConsoleError(f"no locale {', '.join(unknown)}; known: {', '.join(catalogs)}")
    for category, tried in {
        "SECURITY": endpoint_probes.PROBES,
        "POLICY": endpoint_probes.PAGES,
    }.items():
        for title, (expected, probe) in tried.items():
            yield _checklist_row(title, expected, category, ANY, probe)
    console = SkillClient(CRAMP_COACH)
    for locale in only or catalogs:
        candidate = SkillUnderTest(console, catalogs[locale], locale)
        for category, trials in TRIALS.items():
            for title, (expected, trial) in trials.items():
                yield _checklist_row(
                    title, expected, category, locale, functools.partial(trial, candidate)
                )


#: The trials that run in each locale, by Amazon's category.
TRIALS = {
    "FUNCTIONALITY": voice_tests.TRIALS,
    "COMPATIBILITY": request_tests.TRIALS,
    "POLICY": policy_tests.TRIALS,
}


def checklist_lines(found: Iterable[ChecklistRow]) -> Iterator[str]:
    """Yield the table as lines, each as soon as its row is available, and a line of totals."""
    yield _checklist_line({name: name.upper() for name in COLUMNS}, "RESULT")
    results = Counter[str]()
    for row in found:
        results[row.status] += 1
        yield _checklist_line(row.as_json() | {"expected": row.expected}, row.result)
    yield f"{results.total()} trials, {results[FAILED]} failed"


def _checklist_line(cells: Mapping[str, str], result: str) -> str:
    return "  ".join((*(f"{cells[name]:{width}}" for name, width in COLUMNS.items()), result))


def _checklist_row(
    title: str, expected: str, category: str, locale: str, trial: Callable[[], str]
) -> ChecklistRow:
    try:
        return ChecklistRow(title, expected, category, locale, trial(), failed=False)
    except (UnexpectedError, ConsoleError, SkillError) as problem:
        return ChecklistRow(title, expected, category, locale, str(problem), failed=True)
