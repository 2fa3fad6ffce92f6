"""The ids that the code refers to; the loader rejects content that lacks one of them."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from .catalog import Catalog

#: Prompts that are questions; each has a reprompt with the id ``…-reprompt``.
QUESTIONS = (
    "cramping-now",
    "easing",
    "go-on",
    "missed-anywhere",
    "offer-bedtime",
    "offer-doctor",
    "offer-more",
    "offer-prevention",
    "offer-relief",
    "offer-resume",
    "offer-signs",
    "offer-why",
    "sorry",
    "unknown-cause",
    "unknown-context",
    "unknown-medicine",
    "unknown-muscle",
    "unknown-remedy",
    "unknown-situation",
    "what-now",
    "which-one",
    "which-sign",
)
STATEMENTS = (
    "about",
    "bedtime-done",
    "cannot-call",
    "cannot-judge",
    "card-after",
    "card-hold",
    "card-sources",
    "disclaimer",
    "eased",
    "emergency-helper",
    "emergency-self",
    "go-gently",
    "goodbye",
    "grade-contradicted",
    "grade-mixed",
    "grade-plausible",
    "grade-supported",
    "grade-unsafe-as-written",
    "grade-unsupported",
    "help",
    "help-step",
    "hold-left",
    "hold-over",
    "if-sign",
    "launch",
    "let-go",
    "medicine-safety",
    "missed-1",
    "missed-2",
    "no-more",
    "paused",
    "paused-still",
    "prevention-title",
    "rest-well",
    "sources-1",
    "sources-2",
    "sources-general",
    "tier-crisis",
    "tier-emergency",
    "tier-few-days",
    "tier-same-day",
    "tier-soon",
    "tier-watch",
    "unknown-condition",
)
PROMPTS = frozenset((*QUESTIONS, *(f"{name}-reprompt" for name in QUESTIONS), *STATEMENTS))
#: The placeholders of prompts that the dialogue fills in; all other prompts have none.
FILLED: Mapping[str, frozenset[str]] = {
    "card-hold": frozenset({"seconds"}),
    "card-sources": frozenset({"names"}),
    "hold-left": frozenset({"seconds"}),
    "sources-1": frozenset({"first"}),
    "sources-2": frozenset({"first", "second"}),
}
#: The labels of the screens, and the placeholders that are filled in.
LABELS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "emergency", "hint", "home", "next", "no", "over", "pause", "pause-or-resume",
            "paused", "ready", "resume", "seconds", "start-bedtime", "start-calf", "start-why",
            "tier-crisis", "tier-emergency", "tier-few-days", "tier-same-day", "tier-soon",
            "tier-watch", "time-left", "yes",
        ),
        frozenset(),
    ),
    "source-1": frozenset({"first"}),
    "source-2": frozenset({"first", "second"}),
    "step": frozenset({"number", "count"}),
}  # fmt: skip
ANSWERS = frozenset({
    "aftercare", "doctor", "hold-time", "medicines", "remedies", "warning-signs", "what-is-cramp",
})  # fmt: skip
#: File -> the ids that it must have.
ENTRIES: Mapping[str, frozenset[str]] = {
    "answers.yaml": ANSWERS,
    "contexts.yaml": frozenset({"general"}),
    "labels.yaml": frozenset(LABELS),
    "muscles.yaml": frozenset({"leg"}),
    "prompts.yaml": PROMPTS,
    "routines/": frozenset({"bedtime"}),
    "situations.yaml": frozenset({"in-water", "other-leg"}),
    "warnings.yaml": frozenset({"deep-water", "sharp-pain", "suicide", "ten-minutes", "unsure"}),
}


def missing(catalog: Catalog) -> Iterator[str]:
    """Yield each required entry that *catalog* lacks, and each missing or unknown placeholder."""
    have: Mapping[str, Mapping[str, object]] = {
        "answers.yaml": catalog.topics["answer"],
        "contexts.yaml": catalog.topics["context"],
        "labels.yaml": catalog.labels,
        "muscles.yaml": catalog.muscles,
        "prompts.yaml": catalog.prompts,
        "routines/": catalog.routines,
        "situations.yaml": catalog.situations,
        "warnings.yaml": catalog.warnings,
    }
    for name, needed in ENTRIES.items():
        for key in sorted(needed - have[name].keys()):
            yield f"{catalog.language}/{name}: {key}: is missing; the skill says it by this name"
    prompts = {key: prompt.say for key, prompt in catalog.prompts.items()}
    for name, texts, filled in (
        ("labels.yaml", catalog.labels, LABELS),
        ("prompts.yaml", prompts, FILLED),
    ):
        for key, text in texts.items():
            expected = filled.get(key, frozenset())
            for field in sorted(_placeholders(text) ^ expected):
                fault = "missing" if field in expected else "not filled in by anything"
                yield f"{catalog.language}/{name}: {key}: {{{field}}} is {fault}"


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field)
    except ValueError:
        return frozenset(text[text.find("{") : text.find("{") + 1])
