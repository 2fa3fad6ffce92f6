"""Expand sentence templates with hassil: ``my {muscle} <is> cramping [again]``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from hassil.expression import Alternative, Expression, Group, Permutation, RuleReference, Sentence
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from .utterance_source import slots_in

#: The most samples of one template; more make the model larger, but not better.
MOST_SAMPLES = 1_000

Rules = Mapping[str, Sentence]

_SLOT_NAME = re.compile(r"[A-Za-z_]+")
_RULE = re.compile(r"<([^<>]*)>")
_CHOICE = re.compile(r"[(\[]([^()\[\]]*\|[^()\[\]]*)[)\]]")


class TemplateError(ValueError):
    """Raised for a malformed template: what is wrong and what to do, without the template."""


def parse_template(text: str) -> Sentence:
    """Return the parsed template; raise TemplateError if a bracket or slot is malformed."""
    for slot in slots_in(text):
        if not _SLOT_NAME.fullmatch(slot):
            raise TemplateError(f'"{{{slot}}}" is no slot: use letters and underscores only')
    try:
        return parse_sentence(text)
    except ParseError as error:
        raise TemplateError("its brackets do not match: close each, in order") from error
    except AssertionError as error:
        # hassil has no other exception for brackets with nothing inside.
        raise TemplateError("it has nothing between two brackets: delete them") from error


def expand_template(text: str, rules: Rules | None = None) -> tuple[str, ...]:
    """Return the samples of a template, without duplicates; slots stay as they are.

    Args:
        text: The template.
        rules: The parsed templates that ``<name>`` refers to.

    Raises:
        TemplateError: If it is malformed, empty, has too many samples, or refers to no rule.
    """
    rules, sentence = rules or {}, parse_template(text)
    if (size := _size(sentence.expression, rules)) > MOST_SAMPLES:
        # Counted before the expansion, which may be larger than memory.
        raise TemplateError(f"makes {size:,} samples: split it, at most {MOST_SAMPLES:,} fit")
    found = sample_sentence(sentence, expansion_rules=dict(rules), expand_lists=False)
    tidy = dict.fromkeys(" ".join(sample.split()) for sample in found)
    if "" in tidy:
        raise TemplateError("all its words are optional: make one of them required")
    return tuple(tidy)


def rules_in(text: str) -> tuple[str, ...]:
    """Return the names of the rules that a template refers to, in reading order."""
    return tuple(_RULE.findall(text))


def choices_in(text: str) -> Iterator[frozenset[str]]:
    """Yield the alternatives of each innermost ``(a|b)`` and ``[a|b]`` of a template."""
    for choice in _CHOICE.findall(text):
        yield frozenset(" ".join(option.split()) for option in choice.split("|"))


def _size(expression: Expression, rules: Rules, inside: tuple[str, ...] = ()) -> int:
    """Return an upper bound of the number of samples; *inside* are the rules being expanded."""
    if isinstance(expression, RuleReference):
        return _rule_size(expression.rule_name, rules, inside)
    if not isinstance(expression, Group):
        return 1
    sizes = [_size(item, rules, inside) for item in expression.items]
    if isinstance(expression, Alternative):
        return sum(sizes)
    orders = math.factorial(len(sizes)) if isinstance(expression, Permutation) else 1
    return orders * math.prod(sizes)


def _rule_size(name: str, rules: Rules, inside: tuple[str, ...]) -> int:
    if name in inside:
        raise TemplateError(f"<{name}> refers to itself: write its words out")
    if name not in rules:
        raise TemplateError(f"there is no rule <{name}>: add it to rules/, or correct the name")
    return _size(rules[name].expression, rules, (*inside, name))
