"""The prompts and labels that the code uses: each field is filled from an entry of the content.

A field's name is the entry's id with underscores for hyphens. Three types need more than one entry
or more than an entry: see `named_entries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from .entries import Offer, Passage, Tier, Words
from .evidence import Grade

#: The ways to start that the home screen offers.
Way = Literal["calf", "bedtime", "why"]


@dataclass(frozen=True)
class AskedPrompt:
    """A question, and the entry ``…-reprompt``: a shorter one for the reprompt."""

    ask: Passage
    reprompt: Passage


@dataclass(frozen=True)
class PromptTemplate:
    """A passage with placeholders; the annotation of its field names them."""

    passage: Passage

    def fill(self, **values: str) -> Passage:
        """Return the passage with *values* in place of its placeholders."""
        return replace(self.passage, say=Words(self.passage.say.format(**values)))


@dataclass(frozen=True)
class Prompts:
    """Everything in ``prompts.yaml``, in the order of that file."""

    launch: Passage
    goodbye: Passage
    rest_well: Passage
    eased: Passage
    bedtime_done: Passage
    disclaimer: Passage

    easing: AskedPrompt
    hold_left: Annotated[PromptTemplate, "seconds"]
    hold_over: Passage
    halfway: Passage
    countdown: Passage
    paused: Passage
    paused_still: Passage
    go_on: AskedPrompt
    let_go: Passage
    go_gently: Passage
    partly: Passage
    partly_rest: Passage
    not_sure_yet: Passage
    unknown_situation: AskedPrompt

    tier: Mapping[Tier, Passage]
    emergency: Mapping[Literal["self", "helper"], Passage]
    cannot_judge: Passage
    cannot_call: Passage
    cannot_call_family: Passage
    call_today: Passage
    taken_back: Passage
    noted: Passage
    which_sign: AskedPrompt
    if_sign: Passage
    which_one: AskedPrompt

    offer: Mapping[Offer, AskedPrompt]
    no_more: Passage
    prevention_title: Passage
    medicine_safety: Passage
    medicine_call: Passage
    dose: Passage
    dose_changed: Passage
    before_mixing: Passage

    grade: Mapping[Grade, Passage]
    sources_1: Annotated[PromptTemplate, "first"]
    sources_2: Annotated[PromptTemplate, "first", "second"]
    read: Mapping[Literal["recalled", "unpublished"], Passage]
    sources_general: Passage

    card_hold: Annotated[PromptTemplate, "seconds"]
    card_after: Passage
    card_sources: Annotated[PromptTemplate, "names"]

    help: Passage
    what_now: AskedPrompt
    question_examples: Passage
    your_question: AskedPrompt
    what_else: AskedPrompt
    welcome: Passage
    help_step: Passage
    cramping_now: AskedPrompt
    missed_anywhere: AskedPrompt
    missed_1: Passage
    missed_step: Passage
    missed_topic: Passage
    missed_2: Passage
    missed_3: Passage
    missed_last: Passage
    sorry: AskedPrompt

    unknown_context: AskedPrompt
    unknown_cause: AskedPrompt
    unknown_medicine: AskedPrompt
    unknown_condition: Passage
    unknown_remedy: AskedPrompt
    about: Passage


@dataclass(frozen=True)
class Labels:
    """Everything in ``labels.yaml``: the texts of screens, apart from the content they show."""

    home: Words
    start: Mapping[Way, Words]
    hint: Words

    step: Annotated[Words, "number", "count"]
    next: Words
    pause: Words
    resume: Words
    pause_or_resume: Words
    time_left: Words
    ready: Words
    seconds: Words
    paused: Words
    over: Words

    yes: Words
    no: Words
    source_1: Annotated[Words, "first"]
    source_2: Annotated[Words, "first", "second"]

    emergency: Words
    tier: Mapping[Tier, Words]
