from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.interaction_model.sentence_template import MOST_SAMPLES, PatternError, expand, slots_in


@pytest.mark.parametrize(
    ("pattern", "samples"),
    [
        ("my leg is cramping", ("my leg is cramping",)),
        ("my (leg|calf) hurts", ("my leg hurts", "my calf hurts")),
        ("it hurts [again]", ("it hurts", "it hurts again")),
        ("[oh|ow] my leg", ("my leg", "oh my leg", "ow my leg")),
        ("my leg cramp(s|ed)", ("my leg cramps", "my leg cramped")),
        ("(it|my (leg|calf)) hurts", ("it hurts", "my leg hurts", "my calf hurts")),
        ("my {muscle} hurts [a [whole] lot]",
         ("my {muscle} hurts", "my {muscle} hurts a lot", "my {muscle} hurts a whole lot")),
        ("  my   leg ", ("my leg",)),
        ("(my leg|my leg) hurts", ("my leg hurts",)),
        ("{muscle}'s cramping", ("{muscle}'s cramping",)),
    ],
)  # fmt: skip
def test_a_pattern_stands_for_its_samples_in_reading_order(
    pattern: str, samples: tuple[str, ...]
) -> None:
    assert expand(pattern) == samples


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "an alternative is empty"),
        ("my (leg", '"(" is never closed'),
        ("my [leg", '"[" is never closed'),
        ("my leg)", '")" does not close an open bracket'),
        ("my (leg]", '"]" does not close an open bracket'),
        ("my [leg)", '")" does not close an open bracket'),
        ("leg|calf", '"|" is allowed inside brackets only'),
        ("my (leg|) hurts", "an alternative is empty"),
        ("my (|leg) hurts", "an alternative is empty"),
        ("my () hurts", "an alternative is empty"),
        ("my [ ] hurts", "an alternative is empty"),
        ("[my] [leg]", "every word of it is optional"),
        ("my {muscle hurts", '"{" is not part of a slot'),
        ("my muscle} hurts", '"}" is not part of a slot'),
        ("my {} hurts", '"{}" is not the name of a slot'),
        ("my {the muscle} hurts", '"{the muscle}" is not the name of a slot'),
        ("my {muscle2} hurts", '"{muscle2}" is not the name of a slot'),
        ("(a|b) " * 8, "stands for 256 samples; at most 240 are sensible"),
        ("(a|b) " * 40, "stands for 1,099,511,627,776 samples; at most 240 are sensible"),
    ],
)
def test_a_pattern_that_is_not_whole_is_refused(pattern: str, problem: str) -> None:
    with pytest.raises(PatternError) as caught:
        expand(pattern)
    assert str(caught.value) == problem


@given(st.text(alphabet="ab ()[]|{}", max_size=30))
def test_whatever_is_written_it_expands_to_clean_samples_or_is_refused(pattern: str) -> None:
    try:
        samples = expand(pattern)
    except PatternError:
        return
    assert 0 < len(samples) <= MOST_SAMPLES
    assert len(set(samples)) == len(samples)
    assert not any(mark in sample for sample in samples for mark in "()[]|")
    assert all(sample == " ".join(sample.split()) != "" for sample in samples)


def test_the_slots_of_a_pattern_are_named_in_reading_order() -> None:
    assert slots_in("(my {muscle}|{situation}) (has|have) {sign}") == (
        "muscle",
        "situation",
        "sign",
    )
