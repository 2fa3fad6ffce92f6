from __future__ import annotations

import pytest

from skill.console.evaluation.noise_words import noise_words
from skill.console.evaluation.perturbations import LOSING, noised, noises
from skill.console.evaluation.robustness import NoiseReport, noise_report, urgent_phrases
from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.resolver import FALLBACK, Resolver, resolver_of

ENGLISH = noise_words("en")
#: Every so many phrases are heard in the bounded run; a number that shares nothing with the
#: length of the alternatives, so that no kind of phrase is passed over. With fewer than 900 of the
#: 10,000 phrases, the rate of a kind of noise would move by three points with each new name.
STEP = 11
#: The least share understood through each kind of noise; whole phrases nearly always. Noise that
#: takes away the words of danger is asked about again: no guess calls for help.
LEAST = {
    "dropped word": 0.70,
    "sound-alike": 0.62,
    "cut beginning": 0.94,
    "cut end": 0.62,
    "filler": 0.98,
    "longer sentence": 0.98,
}
#: The least share that is understood, or asked about again, instead of taken for another matter.
NOT_MISTAKEN = 0.90


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def resolver(model: Model) -> Resolver:
    return resolver_of(model)


@pytest.fixture(scope="module")
def report(model: Model, resolver: Resolver) -> NoiseReport:
    phrases = urgent_phrases(model, ENGLISH)
    assert len(phrases) > 2000
    return noise_report(resolver, phrases[::STEP], ENGLISH)


def test_nine_in_ten_calls_for_help_in_noise_are_understood_or_asked_about(
    report: NoiseReport,
) -> None:
    assert report.made.total() > 4_000
    asked_again = sum(intent == FALLBACK for _, _, intent in report.misses)
    caught = report.caught.total()
    assert (caught + asked_again) / report.made.total() >= NOT_MISTAKEN, report.misses
    assert report.share >= 0.84, "\n".join(report.lines())


def test_every_kind_of_noise_has_its_rate(report: NoiseReport) -> None:
    assert set(report.made) == set(LEAST) == set(noises(ENGLISH))
    for kind, made in report.made.items():
        assert made > 400, kind
        assert report.caught[kind] / made >= LEAST[kind], (kind, report.misses)


def test_no_noise_turns_danger_into_a_goodbye(report: NoiseReport) -> None:
    assert report.dangerous == []


def test_only_noise_that_takes_words_away_leaves_anything_out(report: NoiseReport) -> None:
    assert set(report.silent) <= LOSING
    assert report.silent.total() < report.made.total() / 10


def test_the_report_names_every_kind_and_the_overall_share(report: NoiseReport) -> None:
    lines = list(report.lines())

    assert [line for line in lines if line.startswith("overall")]
    assert [line for line in lines if line.startswith("dangerous outcomes: 0")]
    assert all(any(line.startswith(kind) for line in lines) for kind in LEAST)


def test_a_dangerous_outcome_is_counted(resolver: Resolver) -> None:
    report = noise_report(resolver, ["stop it now please"], ENGLISH)

    assert report.share < 1
    assert report.dangerous


def test_the_same_seed_makes_the_same_noise_and_another_seed_other_noise() -> None:
    kinds = noises(ENGLISH)
    one, again, other = (
        list(noised("my calf is swollen and hot", 5, seed, kinds)) for seed in (1, 1, 2)
    )

    assert one == again
    assert one != other
    assert {kind for kind, _ in one} == set(kinds)
    assert len(set(one)) == len(one)


def test_a_short_phrase_is_not_cut_to_nothing() -> None:
    kinds = noises(ENGLISH)
    assert {kind for kind, _ in noised("call somebody", 3, 0, kinds)}.isdisjoint(LOSING)


def test_every_sound_alike_is_another_word_and_goes_both_ways() -> None:
    alikes = ENGLISH.alikes()

    assert len(alikes) > 100
    for word, others in alikes.items():
        assert others, word
        assert word not in others
        assert all(word in map(str.lower, alikes[other.lower()]) for other in others)
