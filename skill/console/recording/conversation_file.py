"""Read conversation files: the actions of the user, and the expected responses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...common.strict_yaml import YamlError, parse_yaml
from ..errors import ConsoleError
from .json_formats import MARK, from_recording, from_replay
from .known_fields import reject_unknown_fields

DEFAULT_LOCALE, DEFAULT_DEVICE = "en-US", "speaker"
#: The fields for the action of a turn (exactly one) and for its expectations, with their types.
ACTIONS: Mapping[str, type] = {
    "user": str,
    "silence": bool,
    "launch": bool,
    "touch": str,
    "sound_fails": bool,
    "exit": bool,
}
EXPECTS: Mapping[str, tuple[type, ...]] = {
    "alexa": (str, list),
    "never": (str, list),
    "reprompt": (str, list),
    "intent": (str,),
    "after": (int,),
    "ends": (bool,),
}


@dataclass(frozen=True)
class ConversationTurn:
    """One action, and the expected response; None for no expectation."""

    action: str
    user: str = ""
    touch: str = ""
    alexa: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    reprompt: tuple[str, ...] = ()
    intent: str | None = None
    after: int | None = None
    ends: bool | None = None


@dataclass(frozen=True)
class Conversation:
    """The turns of a file, with their locale and device."""

    file: Path
    locale: str
    device: str
    turns: tuple[ConversationTurn, ...]


def read_conversation(file: Path) -> Conversation:
    """Return the conversation in a YAML file, a replay file of ``ask dialog`` or a recording.

    Raises:
        ConsoleError: If the file cannot be read or has another shape.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConsoleError(f"{file}: byte {error.start}: is not UTF-8") from error
    return _parsed_conversation(file, text, file.resolve().parent.name)


def conversation_from_text(name: str, text: str) -> Conversation:
    """Return the conversation in *text*; the extension and folder of *name* count as of a file."""
    return _parsed_conversation(Path(name), text, Path(name).parent.name)


def _parsed_conversation(file: Path, text: str, folder: str) -> Conversation:
    document = _document(file, text)
    if isinstance(document, list):
        document = {"turns": document}
    if not isinstance(document, dict):
        raise ConsoleError(f"{file}: expected a list of turns")
    for mark, read in OTHERS.items():
        if mark in document:
            document = read(f"{file}", document)
            break
    reject_unknown_fields(f"{file}", document, ("locale", "device", "turns"))
    turns = document.get("turns")
    if not isinstance(turns, list) or not turns:
        raise ConsoleError(f"{file}: has no turns")
    locale = folder if re.fullmatch("[a-z]{2}-[A-Z]{2}", folder) else DEFAULT_LOCALE
    return Conversation(
        file,
        str(document.get("locale", locale)),
        str(document.get("device", DEFAULT_DEVICE)),
        tuple(_parsed_turn(f"{file}: turn {place}", turn) for place, turn in enumerate(turns, 1)),
    )


def _document(file: Path, text: str) -> Any:
    try:
        return json.loads(text) if file.suffix == ".json" else parse_yaml(f"{file}", text)
    except YamlError as error:
        raise ConsoleError(str(error)) from error
    except ValueError as error:
        raise ConsoleError(f"{file}: is not JSON: {error}") from error
    except RecursionError as error:
        raise ConsoleError(f"{file}: is nested too deeply") from error


#: The field that identifies another kind of file -> the function that reads it.
OTHERS: Mapping[str, Callable[[str, Mapping[str, Any]], Mapping[str, Any]]] = {
    "userInput": from_replay,
    MARK: from_recording,
}


def _parsed_turn(place: str, turn: Any) -> ConversationTurn:
    if not isinstance(turn, dict):
        raise ConsoleError(f"{place}: expected fields such as user: and alexa:")
    reject_unknown_fields(place, turn, (*ACTIONS, *EXPECTS))
    actions = [name for name in ACTIONS if name in turn]
    if len(actions) != 1:
        raise ConsoleError(f"{place}: needs exactly one of {', '.join(ACTIONS)}")
    for name, value in turn.items():
        kinds = EXPECTS.get(name) or (ACTIONS[name],)
        if type(value) not in kinds or (value is False and name in ACTIONS):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            raise ConsoleError(f"{place}: {name} must be {wanted}, not {value!r}")
    fields: dict[str, Any] = {
        name: _quoted_texts(place, value) if list in EXPECTS.get(name, ()) else value
        for name, value in turn.items()
        if name in EXPECTS or name in ("user", "touch")
    }
    if actions[0] == "silence" and "after" in turn:
        raise ConsoleError(f"{place}: a silence ends by itself; it takes no after")
    return ConversationTurn(actions[0], **fields)


def _quoted_texts(place: str, value: str | list[Any]) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    for text in texts:
        if not isinstance(text, str):
            raise ConsoleError(f"{place}: {text!r} must be in quotes")
    return tuple(texts)
