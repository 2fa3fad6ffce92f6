"""Play conversation files and say where an answer differs from what was expected."""

from __future__ import annotations

from collections.abc import Iterator

from .client import Console
from .conversation import Conversation, Turn
from .errors import ConsoleError, SkillError
from .exchange import Exchange
from .session import Session


def play(console: Console, conversation: Conversation) -> Iterator[str]:
    """Play *conversation* in a new session and yield each difference as one line."""
    session = console.session(conversation.locale, conversation.device)
    for place, turn in enumerate(conversation.turns, 1):
        where = f"{conversation.file}: turn {place}"
        try:
            exchange = take(session, turn)
        except (ConsoleError, SkillError) as error:
            yield f"{where}: expected an answer, got {error}"
            return
        for difference in _differences(turn, exchange):
            yield f"{where}: {difference}"


def take(session: Session, turn: Turn) -> Exchange:
    """Do what *turn* does; raises ConsoleError or SkillError where no answer comes."""
    if turn.action == "silence":
        return session.silence()
    if turn.action == "launch":
        return session.launch(turn.after)
    return session.say(turn.user, turn.after)


def _differences(turn: Turn, exchange: Exchange) -> Iterator[str]:
    if turn.intent is not None and exchange.intent != turn.intent:
        yield f"expected intent {turn.intent}, got {exchange.intent}"
    for text in turn.alexa:
        if text not in exchange.speech:
            yield f"expected {text!r}, got {exchange.speech!r}"
    for text in turn.never:
        if text in exchange.speech:
            yield f"expected never {text!r}, got {exchange.speech!r}"
    for text in turn.reprompt:
        if text not in exchange.reprompt:
            yield f"expected reprompt {text!r}, got {exchange.reprompt!r}"
    if turn.ends is not None and exchange.ended != turn.ends:
        state = {True: "the session ended", False: "the session open"}
        yield f"expected {state[turn.ends]}, got {state[exchange.ended]}"
