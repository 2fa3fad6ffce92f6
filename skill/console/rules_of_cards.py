"""The rules about a card: it is plain text, short enough, and easy on the eye."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..dialogue.turn import Turn
from .limits import CARD_CHARACTERS
from .rules import Rule

#: Markup, a placeholder nobody filled in, or the id of something of ours.
_ODD = re.compile(r"[<>&{}\[\]|#*_\\]|https?:|\b[a-z]+\.[a-z]+")
#: Empty lines in a row, or spaces nobody sees.
_RAGGED = re.compile(r"\n{3}|[ \t]{2}|[ \t]\n|^\s|\s$")


def card(turn: Turn) -> str | None:
    """A card is plain text below Alexa's limit, in lines that are there to be read."""
    if turn.card is None:
        return None
    whole = turn.card.title, turn.card.text
    if not all(whole):
        return f"is a card without a title or words: {whole}"
    if (length := sum(map(len, whole))) >= CARD_CHARACTERS:
        return f"has a card of {length} characters"
    for text in whole:
        if found := _ODD.search(text):
            return f"has {found.group()!r} on the card {turn.card.title!r}"
        if found := _RAGGED.search(text):
            return f"leaves {found.group()!r} on the card {turn.card.title!r}"
    return None


#: Rules about the card of an answer.
CARD_RULES: Mapping[str, Rule] = {"card": card}
