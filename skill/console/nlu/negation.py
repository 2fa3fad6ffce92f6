"""Words that turn what is said around: it is not over, it is no sign, it is nobody's leg."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

#: Who names the cramp wants that to stop, not us.
CRAMP_WORDS = frozenset({"cramp", "cramps", "cramping", "spasm", "pain"})
#: Who says no more than that it hurts is not well.
HURTING = CRAMP_WORDS | {"ow", "ouch", "argh", "hurt", "hurts", "hurting", "aching", "agony"}
#: What is said of a cramp that is over, and denied of one that is not.
EASED = frozenset({
    "eased", "easing", "ease", "easier", "gone", "going", "over", "better", "finished", "moved",
    "stopped", "stopping", "relaxed", "less", "letting", "let", "released", "helping", "helped",
    "working", "worked", "improved", "settled", "passed", "packed", "melted", "vanished", "free",
    "disappeared", "subsided", "worn", "died", "backed", "calmed", "loosened", "faded", "fading",
    "fixed", "sorted", "cleared", "away", "off", "loosening", "settling", "shifted", "done",
    "calming", "wearing", "subsiding", "melting", "dying", "releasing", "relaxing",
})  # fmt: skip
DENYING = frozenset({"not", "no", "never", "nothing", "hardly", "without"})
#: What can be done again when it is over; "can" alone is a letter away from "can't".
MOVES = frozenset({"move", "walk", "stand", "lift", "feel", "straighten", "bend", "wiggle"})
ONCE_MORE = frozenset({"again", "now"})
#: "Gone" is relief by itself, and none before these.
BECOMES = frozenset({"gone", "went", "going", "goes", "getting", "gets", "got"})
TIGHT = frozenset({"tight", "hard", "stiff", "rigid", "solid", "locked", "knotted"})
NEGATIONS = frozenset({"not", "never", "without"})
#: Right before a sign it denies that sign; "no" is also an answer, with what follows said of it.
NO = "no"
#: What ends a denial: "it's not hot but it's numb".
CONTRASTS = frozenset({"but", "though", "although", "however", "except", "just", "only"})
#: What carries a denial on: "not hot or red".
CARRYING_ON = frozenset({"or", "nor", "and"})
#: How far before a phrase a negation still counts.
NEGATION_REACH = 3
#: What has legs and is nobody we can help, or is no leg of ours; and the words between it and what
#: is wrong with it.
LEGS_OF_OTHERS = frozenset({
    "dog", "cat", "horse", "pony", "cow", "goat", "rabbit", "puppy", "kitten", "hamster", "parrot",
    "table", "chair", "sofa", "stool", "desk", "piano", "tripod",
    "wrist", "elbow", "tooth", "ear",
})  # fmt: skip
OF_OTHERS = frozenset({"is", "has", "got", "have", "just", "been"})
#: A charley horse is no horse.
NO_HORSE = frozenset({"charley", "charlie"})


def denies_relief(words: Sequence[str]) -> bool:
    """Tell whether *words* say that it is not over, or nothing that is said of what is over."""
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
    """Tell whether the last words *before* a phrase deny it."""
    near = before[-NEGATION_REACH:]
    since = max((at for at, word in enumerate(near) if word in CONTRASTS), default=-1)
    return not NEGATIONS.isdisjoint(near[since + 1 :])


def is_of_others(before: Sequence[str]) -> bool:
    """Tell whether the words *before* a phrase say that an animal or a thing has it."""
    named = [word for word in before if word not in OF_OTHERS][-2:]
    return bool(named) and named[-1] in LEGS_OF_OTHERS and named[0] not in NO_HORSE
