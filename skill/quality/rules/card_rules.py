"""Rules for cards: plain text, within Alexa's limit, with tidy lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...common.alexa_limits import CARD_CHARACTERS
from ...dialogue.turn import Turn
from .speech_rules import Rule

#: Markup, an unfilled placeholder, or an id.
_ODD = re.compile(r"[<>&{}\[\]|#*_\\]|https?:|\b[a-z]+\.[a-z]+")
#: Repeated empty lines, or superfluous spaces.
_RAGGED = re.compile(r"\n{3}|[ \t]{2}|[ \t]\n|^\s|\s$")


def card(turn: Turn) -> str | None:
    """Check that a card is plain text within Alexa's limit, with tidy lines."""
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


#: Rules about the card of a response.
CARD_RULES: Mapping[str, Rule] = {"card": card}
