"""Conversations as data: what is said, and what must and must not be heard in return."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..catalog.strict_yaml import YamlError, read_yaml
from .errors import ConsoleError

DEFAULT_LOCALE = "en-US"
#: What a turn does, exactly one of them; then what it expects, and the type of each field.
ACTIONS: Mapping[str, type] = {"user": str, "silence": bool, "launch": bool}
EXPECTS: Mapping[str, tuple[type, ...]] = {
    "alexa": (str, list),
    "never": (str, list),
    "reprompt": (str, list),
    "intent": (str,),
    "after": (int,),
    "ends": (bool,),
}


@dataclass(frozen=True)
class Turn:
    """One thing done, and what is expected of the answer; None where nothing is."""

    action: str
    user: str = ""
    alexa: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    reprompt: tuple[str, ...] = ()
    intent: str | None = None
    after: int | None = None
    ends: bool | None = None


@dataclass(frozen=True)
class Conversation:
    """A file of turns, with the locale and device they are held in."""

    file: Path
    locale: str
    device: str
    turns: tuple[Turn, ...]


def read_conversation(file: Path) -> Conversation:
    """Read a conversation (YAML) or a replay file of ``ask dialog`` (JSON)."""
    document = _read(file)
    if isinstance(document, list):
        document = {"turns": document}
    if not isinstance(document, dict):
        raise ConsoleError(f"{file}: expected a list of turns")
    if "userInput" in document:
        document = _from_replay(file, document)
    _only(f"{file}", document, ("locale", "device", "turns"))
    turns = document.get("turns")
    if not isinstance(turns, list) or not turns:
        raise ConsoleError(f"{file}: has no turns")
    folder = file.resolve().parent.name
    locale = folder if re.fullmatch("[a-z]{2}-[A-Z]{2}", folder) else DEFAULT_LOCALE
    return Conversation(
        file,
        str(document.get("locale", locale)),
        str(document.get("device", "speaker")),
        tuple(_turn(f"{file}: turn {place}", turn) for place, turn in enumerate(turns, 1)),
    )


def _read(file: Path) -> Any:
    try:
        if file.suffix == ".json":
            return json.loads(file.read_text(encoding="utf-8"))
        return read_yaml(file)
    except YamlError as error:
        raise ConsoleError(str(error)) from error
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise ConsoleError(f"{file}: is not JSON: {error}") from error


def _from_replay(file: Path, document: Mapping[str, Any]) -> dict[str, Any]:
    _only(f"{file}", document, ("skillId", "locale", "type", "userInput"))
    if not isinstance(document["userInput"], list):
        raise ConsoleError(f"{file}: userInput must be a list of utterances")
    said = takewhile(lambda utterance: utterance != ".quit", document["userInput"])
    turns = [{"user": utterance} for utterance in said]
    return {"locale": document.get("locale", DEFAULT_LOCALE), "turns": turns}


def _turn(place: str, turn: Any) -> Turn:
    if not isinstance(turn, dict):
        raise ConsoleError(f"{place}: expected fields such as user: and alexa:")
    _only(place, turn, (*ACTIONS, *EXPECTS))
    actions = [name for name in ACTIONS if name in turn]
    if len(actions) != 1:
        raise ConsoleError(f"{place}: needs exactly one of {', '.join(ACTIONS)}")
    for name, value in turn.items():
        kinds = EXPECTS.get(name) or (ACTIONS[name],)
        if type(value) not in kinds or (value is False and name in ACTIONS):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            raise ConsoleError(f"{place}: {name} must be {wanted}, not {value!r}")
    fields: dict[str, Any] = {
        name: _texts(value) if list in EXPECTS.get(name, ()) else value
        for name, value in turn.items()
        if name in EXPECTS or name == "user"
    }
    return Turn(actions[0], **fields)


def _texts(value: str | list[Any]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def _only(place: str, document: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = [str(name) for name in document if name not in known]
    if unknown:
        raise ConsoleError(
            f"{place}: unknown {', '.join(sorted(unknown))}; known: {', '.join(known)}"
        )
