"""Play conversation files, and report where a response differs from the expected one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..client.exchange import Exchange
from ..client.session import Session
from ..client.skill_client import SkillClient
from ..errors import ConsoleError, SkillError
from .conversation_file import Conversation, ConversationTurn


def play_conversation(console: SkillClient, conversation: Conversation) -> Iterator[str]:
    """Play *conversation* in a new session; yield each difference as one line."""
    session = console.session(conversation.locale, conversation.device)
    for place, turn in enumerate(conversation.turns, 1):
        where = f"{conversation.file}: turn {place}"
        try:
            exchange = take_turn(session, turn)
        except (ConsoleError, SkillError) as error:
            yield f"{where}: expected an answer, got {error}"
            return
        for difference in differences(turn, exchange):
            yield f"{where}: {difference}"


def take_turn(session: Session, turn: ConversationTurn) -> Exchange:
    """Do the action of *turn*; raise ConsoleError or SkillError if there is no response."""
    return TAKE[turn.action](session, turn)


def differences(turn: ConversationTurn, exchange: Exchange) -> Iterator[str]:
    """Yield the differences between *exchange* and the expectations of *turn*."""
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


#: The function of each action.
TAKE: Mapping[str, Callable[[Session, ConversationTurn], Exchange]] = {
    "user": lambda session, turn: session.say(turn.user, turn.after),
    "silence": lambda session, _: session.silence(),
    "launch": lambda session, turn: session.launch(turn.after),
    "touch": lambda session, turn: session.touch(turn.touch, turn.after),
    "sound_fails": lambda session, turn: session.sound_fails(turn.after),
    "exit": lambda session, turn: session.end(after=turn.after),
}
