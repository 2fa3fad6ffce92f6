"""Negation: detect denied relief, denied signs, and legs that are not a person's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

#: Words for the cramp: "stop" beside them means the cramp, not the skill.
CRAMP_WORDS = frozenset({"cramp", "cramps", "cramping", "spasm", "pain"})
#: Words for pain: an utterance of only these words denies relief.
HURTING = CRAMP_WORDS | {"ow", "ouch", "argh", "hurt", "hurts", "hurting", "aching", "agony"}
#: Words for a cramp that is over; with a negation, for one that is not.
EASED = frozenset({
    "eased", "easing", "ease", "easier", "gone", "going", "over", "better", "finished", "moved",
    "stopped", "stopping", "relaxed", "less", "letting", "let", "released", "helping", "helped",
    "working", "worked", "improved", "settled", "passed", "packed", "melted", "vanished", "free",
    "disappeared", "subsided", "worn", "died", "backed", "calmed", "loosened", "faded", "fading",
    "fixed", "sorted", "cleared", "away", "off", "loosening", "settling", "shifted", "done",
    "calming", "wearing", "subsiding", "melting", "dying", "releasing", "relaxing",
})  # fmt: skip
DENYING = frozenset({"not", "no", "never", "nothing", "hardly", "without"})
#: Movements that are possible again after a cramp; "can" alone is too close to "can't".
MOVES = frozenset({"move", "walk", "stand", "lift", "feel", "straighten", "bend", "wiggle"})
ONCE_MORE = frozenset({"again", "now"})
#: "Gone" alone means relief, but not after these words.
BECOMES = frozenset({"gone", "went", "going", "goes", "getting", "gets", "got"})
TIGHT = frozenset({"tight", "hard", "stiff", "rigid", "solid", "locked", "knotted"})
NEGATIONS = frozenset({"not", "never", "without"})
#: Denies the sign right after it; elsewhere "no" may be an answer of its own.
NO = "no"
#: Words that end a denial: "it's not hot but it's numb".
CONTRASTS = frozenset({"but", "though", "although", "however", "except", "just", "only"})
#: Words that continue a denial: "not hot or red".
CARRYING_ON = frozenset({"or", "nor", "and"})
#: The most words between a negation and the phrase that it denies.
NEGATION_REACH = 3
#: Animals and things with legs; and the words between them and a symptom.
LEGS_OF_OTHERS = frozenset({
    "dog", "cat", "horse", "pony", "cow", "goat", "rabbit", "puppy", "kitten", "hamster", "parrot",
    "table", "chair", "sofa", "stool", "desk", "piano", "tripod",
    "wrist", "elbow", "tooth", "ear",
})  # fmt: skip
OF_OTHERS = frozenset({"is", "has", "got", "have", "just", "been"})
#: Words before "horse" that make it a cramp: "charley horse".
NO_HORSE = frozenset({"charley", "charlie"})


def denies_relief(words: Sequence[str]) -> bool:
    """Return whether *words* deny relief, or have no word for relief."""
    denied = (
        EASED.intersection(words[at + 1 : at + 1 + NEGATION_REACH])
        for at, word in enumerate(words)
        if word in DENYING
    )
    names_only = not HURTING.isdisjoint(words) and (EASED | DENYING).isdisjoint(words)
    moves = "can" in words and not MOVES.isdisjoint(words) and ONCE_MORE.isdisjoint(words)
    tightens = any(one in BECOMES and other in TIGHT for one, other in pairwise(words))
    return names_only or moves or tightens or any(denied)


def is_denied(before: Sequence[str]) -> bool:
    """Return whether the last words *before* a phrase deny it."""
    near = before[-NEGATION_REACH:]
    since = max((at for at, word in enumerate(near) if word in CONTRASTS), default=-1)
    return not NEGATIONS.isdisjoint(near[since + 1 :])


def is_of_others(before: Sequence[str]) -> bool:
    """Return whether the words *before* a phrase name an animal or a thing as its subject."""
    named = [word for word in before if word not in OF_OTHERS][-2:]
    return bool(named) and named[-1] in LEGS_OF_OTHERS and named[0] not in NO_HORSE
