"""The action of an exchange, as a field of a conversation file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ..client.exchange import Did, Exchange
from ..client.request_envelopes import Json
from ..errors import ConsoleError


def user_action(exchange: Exchange) -> Json:
    """Return the action as the first fields of a turn.

    Raises:
        ConsoleError: If a conversation file cannot express it; the message says what it was.
    """
    if exchange.did not in ACTIONS:
        raise ConsoleError("a request of its own, which neither speech nor touch makes")
    action, value = ACTIONS[exchange.did]
    after = {} if exchange.after is None else {"after": exchange.after}
    return {action: value(exchange), **after}


def _utterance_of(exchange: Exchange) -> str:
    try:
        exchange.utterance.encode()
    except UnicodeEncodeError as error:
        raise ConsoleError("words with half a character, which no file can hold") from error
    return exchange.utterance


def _ended(exchange: Exchange) -> bool:
    reason = exchange.request["request"]["reason"]
    if reason != "USER_INITIATED":
        raise ConsoleError(f"an end by {reason}, which nobody asks for")
    return True


def _touched(exchange: Exchange) -> str:
    arguments = exchange.request["request"]["arguments"]
    if len(arguments) != 1 or not isinstance(arguments[0], str) or not arguments[0]:
        raise ConsoleError(f"a touch that sends {json.dumps(arguments)} instead of one word")
    return str(arguments[0])


def _done(_: Exchange) -> bool:
    return True


#: The field of each action in a conversation file, and the function that returns its value.
ACTIONS: Mapping[Did, tuple[str, Callable[[Exchange], str | bool]]] = {
    "say": ("user", _utterance_of),
    "silence": ("silence", _done),
    "launch": ("launch", _done),
    "touch": ("touch", _touched),
    "sound-fails": ("sound_fails", _done),
    "exit": ("exit", _ended),
}
