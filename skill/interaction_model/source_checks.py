"""Check utterances: enough samples, examples, words that a rule has, templates without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..catalog.intent_names import EMERGENCY, WARNING_SIGN
from .overlaps import understood_as
from .sample_trie import Grammar
from .sentence_templates import choices_in
from .utterance_source import SourceIntent, Template, UtteranceSource, slots_in

#: The fewest samples of an intent that is not one of Amazon's built-in intents. Samples, not
#: templates: a floor of templates asks editors to write out what a template makes.
LEAST_SAMPLES = 50
#: The fewest whole phrases (samples without slots) of the intents that report danger.
LEAST_WHOLE: Mapping[str, int] = {WARNING_SIGN: 60, EMERGENCY: 60}


def source_problems(source: UtteranceSource, words: Grammar) -> Iterator[str]:
    """Yield ``file:line: what is wrong: what to do`` for every rule of style that is broken."""
    yield from _written_out(source)
    for intent in source.intents:
        yield from _examples(intent, words)
        yield from _without_effect(intent.templates)
    for values in source.values.values():
        for templates in values.values():
            yield from _without_effect(templates)


def _examples(intent: SourceIntent, words: Grammar) -> Iterator[str]:
    for group in intent.groups:
        if intent.name not in understood_as(words, group.example):
            what = f'the example "{group.example}" matches no sample: correct it'
            yield f"{intent.place}: {group.name}: {what}"


def _written_out(source: UtteranceSource) -> Iterator[str]:
    """Yield the templates that have all alternatives of a rule written out."""
    rules = {choices: name for name, rule in source.rules.items() for choices in _whole(rule)}
    for template in _templates(source):
        for name in sorted({rules[one] for one in choices_in(template.text) if one in rules}):
            yield f'{template.place}: "{template.text}": has the words of <{name}>: use the rule'


def _whole(rule: Template) -> Iterator[frozenset[str]]:
    """Yield the alternatives of a rule that has nothing else."""
    for choices in choices_in(rule.text):
        if choices == frozenset(rule.samples):
            yield choices


def _without_effect(templates: Iterable[Template]) -> Iterator[str]:
    """Yield the templates that make only samples that others of the list make too."""
    counts = Counter(sample for template in templates for sample in template.samples)
    for template in templates:
        if template.samples and all(counts[sample] > 1 for sample in template.samples):
            yield f'{template.place}: "{template.text}": others make all its samples: delete it'


def _templates(source: UtteranceSource) -> Iterator[Template]:
    for values in source.values.values():
        for templates in values.values():
            yield from templates
    for intent in source.intents:
        yield from intent.templates


def whole_phrases(intent: SourceIntent) -> int:
    """Return the number of samples of *intent* without a slot."""
    return sum(not slots_in(sample) for sample in intent.samples)


def sample_count_problems(source: UtteranceSource, handled: Collection[str]) -> Iterator[str]:
    """Yield the *handled* intents in *source* with too few samples; built-in ones are exempt."""
    for intent in source.intents:
        if intent.name in handled and not intent.name.startswith("AMAZON."):
            yield from (f"{intent.place}: {problem}" for problem in _too_few(intent))


def _too_few(intent: SourceIntent) -> Iterator[str]:
    if (samples := len(intent.samples)) < LEAST_SAMPLES:
        yield f"has {samples} samples: at least {LEAST_SAMPLES} are needed"
    least, whole = LEAST_WHOLE.get(intent.name, 0), whole_phrases(intent)
    if whole < least:
        yield f"has {whole} whole phrases: at least {least} are needed"
