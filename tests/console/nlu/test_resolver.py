from __future__ import annotations

import pytest

from skill.console.nlu.classifier.training_data import off_topic_lines
from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.policy import ANSWERS, STOPPING
from skill.console.nlu.resolver import FALLBACK, Resolver, resolver_of
from tests.support.policies import CLOSING, RELIEF_INTENT, URGENT_INTENTS

STOP = "AMAZON.StopIntent"


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model("en-US")


@pytest.fixture(scope="module")
def resolver(model: Model) -> Resolver:
    return resolver_of(model)


@pytest.mark.parametrize("frame", ["{}", "{} please", "please {}", "alexa {}", "oh {} now", "{}!"])
@pytest.mark.parametrize("words", ["stop it", "stop", "stop that", "that's enough", "shut up"])
def test_stopping_is_never_relief(resolver: Resolver, frame: str, words: str) -> None:
    found = resolver.resolve(frame.format(words))

    assert found.intent in STOPPING


@pytest.mark.parametrize("part", ["leg", "calf", "foot", "left calf", "hamstring", "big toe"])
@pytest.mark.parametrize(
    "frame",
    [
        "my {} has locked up",
        "my {}'s locked up",
        "my {} locked up on me",
        "my {} just seized",
        "make it stop my {}",
        "stop my {} it's cramping",
        "my {} won't stop cramping",
    ],
)
def test_a_muscle_that_hurts_is_never_stop(resolver: Resolver, frame: str, part: str) -> None:
    assert resolver.resolve(frame.format(part)).intent not in STOPPING | {FALLBACK}


SIGNS = [
    "my chest hurts",
    "I can't breathe",
    "my calf is swollen",
    "my foot is numb",
    "my leg has gone cold",
    "I'm coughing up blood",
    "my leg is red and hot",
    "call an ambulance",
]
FRAMES = ["stop {}", "stop stop {}", "it's better but {}", "thanks that helped but {}", "{} stop"]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_danger_is_never_a_goodbye(resolver: Resolver, frame: str, sign: str) -> None:
    assert resolver.resolve(frame.format(sign)).intent in URGENT_INTENTS


@pytest.mark.parametrize(
    "utterance",
    [
        "so I was asleep and then it cramped and now my calf is swollen",
        "hang on a minute I think I need to call an ambulance for my wife",
        "how long do I hold it because my foot is numb",
        "yes but I can't breathe properly",
    ],
)
def test_a_sign_of_danger_inside_a_longer_sentence_wins(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).intent in URGENT_INTENTS


def test_every_slotless_warning_wins_inside_a_sentence(model: Model, resolver: Resolver) -> None:
    phrases = [
        (intent, sample)
        for intent in URGENT_INTENTS
        for sample in model.intents[intent].samples
        if "{" not in sample and len(sample.split()) > 3
    ]
    assert len(phrases) > 100
    for intent, sample in phrases[:: len(phrases) // 100]:
        found = resolver.resolve(f"well I was going to say thanks but {sample} you know")
        assert found.intent in URGENT_INTENTS, (intent, sample, found)


@pytest.mark.parametrize("utterance", ["I'm not short of breath", "I never have pins and needles"])
def test_a_sign_that_is_denied_is_not_contained(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).stage != "contained"


@pytest.mark.parametrize(
    "utterance",
    [
        "it's not fading",
        "the cramp isn't wearing off",
        "it's not calming down",
        "it never let go",
        "this pain now",
        "oh the cramp finally",
        "I can move my toes",
        "oh it's gone solid now",
        "it eased then it went tight",
    ],
)
def test_relief_that_is_denied_or_only_cramp_that_is_named_is_no_goodbye(
    resolver: Resolver, utterance: str
) -> None:
    assert resolver.resolve(utterance).intent not in CLOSING


@pytest.mark.parametrize(
    ("utterance", "condition"),
    [
        ("I had a heart attack three years ago and my calf is cramping", "heart-failure"),
        ("I had a stroke years ago and my foot is cramping", "past-stroke"),
    ],
)
def test_a_fact_that_begins_like_a_sign_is_no_danger(
    resolver: Resolver, utterance: str, condition: str
) -> None:
    found = resolver.resolve(utterance)
    assert (found.intent, found.slot_values["condition"]) == ("StartReliefIntent", condition)


@pytest.mark.parametrize(
    "utterance",
    [
        "I had a heart attack years ago and my chest hurts",
        "I had a stroke",
        "my heart attack is now",
    ],
)
def test_a_sign_beside_a_fact_is_danger(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).intent == "WarningSignIntent"


@pytest.mark.parametrize(
    "utterance",
    ["it no longer cramps", "there's no more pain", "my leg isn't hurting", "the cramp has gone"],
)
def test_pain_that_is_denied_is_relief(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).intent == "ItHelpedIntent"


@pytest.mark.parametrize("owner", ["the dog's", "our pony's", "the kitchen table", "my piano"])
def test_a_leg_of_nobody_is_no_sign(resolver: Resolver, owner: str) -> None:
    assert resolver.resolve(f"{owner} leg is broken").intent == FALLBACK


def test_our_own_leg_beside_a_dog_or_a_charley_horse_is_a_sign(resolver: Resolver) -> None:
    for before in ("the dog bit me and my", "I've got a charley horse", "I hit the chair and my"):
        assert resolver.resolve(f"{before} leg is broken").intent in URGENT_INTENTS, before


@pytest.mark.parametrize("degree", ["very", "really badly", "a bit", "suddenly", "kind of"])
def test_danger_is_danger_to_any_degree(resolver: Resolver, degree: str) -> None:
    found = resolver.resolve(f"so it happened again and my calf is {degree} swollen you see")

    assert (found.intent, found.stage) == ("WarningSignIntent", "contained")


@pytest.mark.parametrize(
    "utterance",
    [
        "why am I cramping all the time lately",
        "I get cramps after a long flight why is that",
        "how come I'm cramping after a long flight",
        "does my kidney disease cause this",
    ],
)
def test_a_question_is_not_hijacked_by_when_it_happens(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).intent not in URGENT_INTENTS


def test_the_same_words_outside_a_question_are_a_sign(resolver: Resolver) -> None:
    assert resolver.resolve("my calf hurts after a long flight").intent in URGENT_INTENTS


def test_a_muscle_rules_out_stopping_and_stop_words_are_stop(resolver: Resolver) -> None:
    for utterance in ("stop stop stop it", "stop it enough"):
        assert resolver.resolve(utterance).intent in STOPPING
    intents = [intent for intent, _ in resolver.resolve("enough of my silly calf").considered]
    assert intents
    assert not STOPPING.intersection(intents)


@pytest.mark.parametrize("utterance", ["um my toes they're", "no my calf", "yes it's my foot"])
def test_who_names_a_muscle_says_more_than_yes_or_no(resolver: Resolver, utterance: str) -> None:
    assert resolver.resolve(utterance).intent not in ANSWERS


@pytest.mark.parametrize(
    ("utterance", "intent", "slots"),
    [
        ("does warfarin cause cramps", "MedicineIntent", {"medicine": "blood-thinners"}),
        ("does turmeric help", "RemedyIntent", {"remedy": "turmeric"}),
        ("why do I cramp at night", "WhyCrampIntent", {"context": "night"}),
        ("does magnesium help", "RemedyIntent", {"remedy": "magnesium"}),
        ("can statins cause cramps", "MedicineIntent", {"medicine": "statin"}),
        ("my hamstrings are cramping", "StartReliefIntent", {"muscle": "thigh-back"}),
        ("should I raise my leg", "RemedyIntent", {"remedy": "elevation"}),
        ("can the pill cause cramps", "MedicineIntent", {"medicine": "contraceptive-pill"}),
    ],
)
def test_slots_are_ids_or_the_words_of_a_value_outside_the_list(
    resolver: Resolver, utterance: str, intent: str, slots: dict[str, str]
) -> None:
    found = resolver.resolve(utterance)

    assert (found.intent, found.slot_values) == (intent, slots)


@pytest.mark.parametrize(
    ("utterance", "sign"),
    [
        ("both my legs have gone weak suddenly", "both-legs-weak"),
        ("I heard something snap in my calf", "pop-or-tear"),
        ("my foot is so cold like a block of it's ice", "cold-feet"),
    ],
)
def test_the_sign_that_the_whole_sentence_names_is_heard(
    resolver: Resolver, utterance: str, sign: str
) -> None:
    assert resolver.resolve(utterance).slot_values["sign"] == sign


@pytest.mark.parametrize(
    ("utterance", "sign"),
    [
        ("no it's not hot but it's numb", "numbness"),
        ("my leg is not swollen but red", "redness"),
        ("no I haven't hurt it but it's gone white", "cold-leg"),
    ],
)
def test_a_denial_ends_at_but(resolver: Resolver, utterance: str, sign: str) -> None:
    found = resolver.resolve(utterance)
    assert (found.intent, found.slot_values["sign"]) == ("WarningSignIntent", sign)


def test_a_cramp_with_a_sign_denied_beside_it_is_a_cramp(resolver: Resolver) -> None:
    found = resolver.resolve("my calf is cramping but it's not swollen or red")
    assert (found.intent, found.slot_values) == (RELIEF_INTENT, {"muscle": "calf"})


@pytest.mark.parametrize(
    ("utterance", "slots"),
    [
        (
            "my wife's calf is cramping in the sea",
            {"muscle": "calf", "situation": "helping-someone", "situation_two": "in-water"},
        ),
        (
            "my wife is pregnant and her calf is cramping",
            {"muscle": "calf", "situation": "helping-someone", "situation_two": "pregnant"},
        ),
        (
            "my husband is on dialysis and his calf is cramping",
            {"muscle": "calf", "situation": "helping-someone", "situation_two": "dialysis"},
        ),
        ("I take a statin and a water pill", {"medicine": "statin", "medicine_two": "diuretic"}),
        (
            "can I take magnesium with amlodipine and a statin",
            {"medicine": "amlodipine", "medicine_two": "statin", "remedy": "magnesium"},
        ),
    ],
)
def test_two_facts_of_one_sentence_fill_two_slots(
    resolver: Resolver, utterance: str, slots: dict[str, str]
) -> None:
    assert resolver.resolve(utterance).slot_values == slots


def test_the_same_fact_in_other_words_fills_one_slot(resolver: Resolver) -> None:
    found = resolver.resolve("my husband has a cramp, he has it in his calf")
    assert found.slot_values == {"muscle": "calf", "situation": "helping-someone"}


def test_an_ailing_wrist_is_none_of_ours(resolver: Resolver) -> None:
    assert resolver.resolve("my wrist has been sore for a week").intent == FALLBACK


@pytest.mark.parametrize(
    ("utterance", "part"),
    [("my elbow is cramping", "arm"), ("I've got a cramp in my neck", "neck")],
)
def test_a_cramp_elsewhere_names_its_part(resolver: Resolver, utterance: str, part: str) -> None:
    found = resolver.resolve(utterance)
    assert (found.intent, found.slot_values) == ("ElsewhereIntent", {"body_part": part})


@pytest.mark.parametrize("nothing", ["", "   ", "?!"])
def test_nothing_said_is_fallback(resolver: Resolver, nothing: str) -> None:
    assert resolver.resolve(nothing).intent == FALLBACK


@pytest.mark.parametrize(
    "utterance",
    ["what's the capital of peru", "play some blues", "I sprained my wrist", "xyzzy plugh"],
)
def test_other_matters_are_fallback(resolver: Resolver, utterance: str) -> None:
    found = resolver.resolve(utterance)

    assert (found.intent, found.stage, found.slots) == (FALLBACK, "fallback", {})


def test_what_is_learnt_as_off_topic_is_not_understood(model: Model, resolver: Resolver) -> None:
    lines = off_topic_lines(model)
    found = [resolver.resolve(line) for line in lines]
    understood = [one.utterance for one in found if one.intent != FALLBACK]

    assert len(lines) > 500
    assert [one.utterance for one in found if one.stage in ("exact", "contained")] == []
    assert len(understood) < len(lines) / 100, understood


def test_every_sample_without_slots_is_its_own_intent(model: Model, resolver: Resolver) -> None:
    samples = [
        (intent.name, sample)
        for intent in model.intents.values()
        for sample in intent.samples
        if "{" not in sample
    ]
    assert len(samples) > 1000
    for intent, sample in samples:
        found = resolver.resolve(sample)
        assert (found.intent, found.stage) == (intent, "exact"), sample


def test_the_same_utterance_is_always_understood_the_same_way(
    model: Model, resolver: Resolver
) -> None:
    said = ["my calf hurts a lot", "it is still very sore", "what about my heart pills"]
    other = Resolver(model)

    for utterance in said:
        assert resolver.resolve(utterance) == other.resolve(utterance)


def test_nothing_that_closes_is_left_out_of_the_safety_rules(model: Model) -> None:
    assert set(model.intents) >= CLOSING
    assert STOPPING < CLOSING
