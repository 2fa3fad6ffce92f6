from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.interaction_model.sentence_templates import (
    MOST_SAMPLES,
    TemplateError,
    choices_in,
    expand_template,
    parse_template,
    rules_in,
)
from skill.interaction_model.utterance_source import slots_in

RULES = {
    "my": parse_template("(my|the)"),
    "cramps": parse_template("(cramp|<spasm>) [again]"),
    "spasm": parse_template("spasm"),
}
LOOP = {"a": parse_template("<b> a"), "b": parse_template("<a> b")}


@pytest.mark.parametrize(
    ("template", "samples"),
    [
        ("my leg is cramping", {"my leg is cramping"}),
        ("my (leg|calf) hurts", {"my leg hurts", "my calf hurts"}),
        ("it hurts [again]", {"it hurts", "it hurts again"}),
        ("[oh|ow] my leg", {"my leg", "oh my leg", "ow my leg"}),
        ("my leg cramp(s|ed)", {"my leg cramps", "my leg cramped"}),
        ("(it|my (leg|calf)) hurts", {"it hurts", "my leg hurts", "my calf hurts"}),
        ("my {muscle} hurts [a [whole] lot]",
         {"my {muscle} hurts", "my {muscle} hurts a lot", "my {muscle} hurts a whole lot"}),
        ("  my   leg ", {"my leg"}),
        ("(my leg|my leg) hurts", {"my leg hurts"}),
        ("{muscle}'s cramping", {"{muscle}'s cramping"}),
        ("<my> {muscle}", {"my {muscle}", "the {muscle}"}),
        ("[<my>] leg", {"leg", "my leg", "the leg"}),
        ("a <cramps>", {"a cramp", "a cramp again", "a spasm", "a spasm again"}),
        ("(my leg;help)", {"my leg help", "help my leg"}),
    ],
)  # fmt: skip
def test_a_template_stands_for_its_samples(template: str, samples: set[str]) -> None:
    expanded = expand_template(template, RULES)
    assert set(expanded) == samples
    assert len(expanded) == len(samples)


BRACKETS = "its brackets do not match: close each, in order"
NOTHING = "it has nothing between two brackets: delete them"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("", NOTHING),
        ("my (leg", BRACKETS),
        ("my [leg", BRACKETS),
        ("my leg)", BRACKETS),
        ("my (leg]", BRACKETS),
        ("my [leg)", BRACKETS),
        ("my <leg", BRACKETS),
        ("my leg>", BRACKETS),
        ("my () hurts", NOTHING),
        ("[my] [leg]", "all its words are optional: make one of them required"),
        ("my {muscle hurts", BRACKETS),
        ("my muscle} hurts", BRACKETS),
        ("my {} hurts", '"{}" is no slot: use letters and underscores only'),
        ("my {the muscle} hurts", '"{the muscle}" is no slot: use letters and underscores only'),
        ("my {muscle2} hurts", '"{muscle2}" is no slot: use letters and underscores only'),
        ("my {muscle:part}", '"{muscle:part}" is no slot: use letters and underscores only'),
        ("<your> leg", "there is no rule <your>: add it to rules/, or correct the name"),
        ("(a|b) " * 10, "makes 1,024 samples: split it, at most 1,000 fit"),
        ("(a|b) " * 40, "makes 1,099,511,627,776 samples: split it, at most 1,000 fit"),
        ("(a;b;c;d;e;f;g)", "makes 5,040 samples: split it, at most 1,000 fit"),
        ("<cramps> " * 5, "makes 1,024 samples: split it, at most 1,000 fit"),
    ],
)
def test_a_template_that_is_not_whole_is_refused(template: str, problem: str) -> None:
    with pytest.raises(TemplateError) as caught:
        expand_template(template, RULES)
    assert str(caught.value) == problem


def test_rules_that_refer_to_each_other_are_refused() -> None:
    with pytest.raises(TemplateError, match="<a> refers to itself: write its words out"):
        expand_template("oh <a>", LOOP)


@given(st.text(alphabet="ab ()[]|{};\\", max_size=30))
def test_whatever_is_written_it_expands_to_clean_samples_or_is_refused(template: str) -> None:
    try:
        samples = expand_template(template)
    except TemplateError:
        return
    assert 0 < len(samples) <= MOST_SAMPLES
    assert len(set(samples)) == len(samples)
    assert all(sample == " ".join(sample.split()) != "" for sample in samples)
    if "\\" not in template:
        assert not any(mark in sample for sample in samples for mark in "()[]|;")


def test_the_slots_rules_and_choices_of_a_template_are_found() -> None:
    template = "(<my> {muscle}|{situation}) (has|have) [now | again] {sign}"
    assert slots_in(template) == ("muscle", "situation", "sign")
    assert rules_in(template) == ("my",)
    assert set(choices_in(template)) == {
        frozenset({"<my> {muscle}", "{situation}"}),
        frozenset({"has", "have"}),
        frozenset({"now", "again"}),
    }
