"""Negation: detect denied phrases and denied relief."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .language import NegationWords, ReliefWords


def is_denied(before: Sequence[str], words: NegationWords) -> bool:
    """Return whether the last words *before* a phrase deny it."""
    near = before[-words.reach :] if words.reach else ()
    since = max((at for at, word in enumerate(near) if word in words.contrasts), default=-1)
    return any(word in words.denying for word in near[since + 1 :])


def denies_relief(said: Sequence[str], words: ReliefWords, reach: int) -> bool:
    """Return whether *said* denies relief, or has no word for relief.

    Args:
        said: The words of an utterance.
        words: The words of the language about relief.
        reach: The most words between a denial and what it denies.
    """
    eased, denying = frozenset(words.eased), frozenset(words.denying)
    denied = (
        eased.intersection(said[at + 1 : at + 1 + reach])
        for at, word in enumerate(said)
        if word in denying
    )
    hurting = {*words.complaints, *words.cries}
    names_only = not hurting.isdisjoint(said) and (eased | denying).isdisjoint(said)
    moves = words.able in said and not set(words.moves).isdisjoint(said)
    moves = moves and set(words.once_more).isdisjoint(said)
    tightens = any(one in words.becomes and other in words.tight for one, other in pairwise(said))
    return names_only or moves or tightens or any(denied)
