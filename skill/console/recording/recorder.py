"""Save a session as a file that can be played again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...common.sentences import sentences
from ..client.exchange import Exchange
from ..client.request_envelopes import Json
from ..client.session import Session
from ..errors import ConsoleError
from .actions import user_action
from .conversation_file import DEFAULT_DEVICE, DEFAULT_LOCALE
from .json_formats import quoted, recording_of, replay_of

#: The kinds of file: a conversation file, a replay file of ``ask dialog``, a console recording.
Form = Literal["conversation", "dialog", "json"]
#: The part of each response that a conversation file expects: the first sentence, or all.
Detail = Literal["first", "all"]

TITLE = "# Recorded in the console: write here what this conversation shows."
LONGEST_NAME = 60


@dataclass(frozen=True)
class Recording:
    """A file: its name, its text, and a line for each turn that it cannot express."""

    name: str
    text: str
    warnings: tuple[str, ...] = ()


def record(session: Session, form: Form, detail: Detail = "first") -> Recording:
    """Return *session* as a file; raise ConsoleError if it has no exchanges."""
    if not session.exchanges:
        raise ConsoleError("nothing has been said yet, so there is nothing to record")
    return FORMS[form](session, detail)


def _conversation_recording(session: Session, detail: Detail) -> Recording:
    turns: list[Json] = []
    warnings: list[str] = []
    for place, exchange in enumerate(session.exchanges):
        try:
            asked_again = session.exchanges[place + 1 : place + 2]
            turns.append(
                user_action(exchange) | _response_expectations(exchange, asked_again, detail)
            )
        except ConsoleError as error:
            warnings.append(f"turn {place + 1} is left out: {error}")
    head = _head(session)
    lines = _yaml_lines(turns, "  " if head else "")
    text = "\n".join([TITLE, *head, *lines]) + "\n"
    return Recording(_recording_name(session, "yaml"), text, tuple(warnings))


def _head(session: Session) -> list[str]:
    """Return the lines before the turns: locale and device, if they are not the defaults."""
    given = (("locale", session.locale, DEFAULT_LOCALE), ("device", session.device, DEFAULT_DEVICE))
    head = [f"{name}: {quoted(value)}" for name, value, usual in given if value != usual]
    return [*head, "turns:"] if head else []


def _response_expectations(
    exchange: Exchange, following: Sequence[Exchange], detail: Detail
) -> Json:
    """Return the expectations for a response, and for its reprompt if it is played."""
    expected: Json = {}
    if exchange.did == "say":
        expected["intent"] = exchange.intent
    expected["alexa"] = _some(exchange.speech, detail)
    if detail == "all" or any(after.did == "silence" for after in following):
        expected["reprompt"] = _some(exchange.reprompt, detail)
    return {name: text for name, text in expected.items() if text} | {"ends": exchange.ended}


def _some(text: str, detail: Detail) -> list[str]:
    return list(sentences(text))[: 1 if detail == "first" else None]


def _yaml_lines(turns: Sequence[Json], indent: str) -> Iterator[str]:
    for turn in turns:
        for place, (name, value) in enumerate(turn.items()):
            yield f"{indent}{'- ' if not place else '  '}{name}: {_yaml_value(value)}"


def _yaml_value(value: object) -> str:
    if isinstance(value, list):
        return quoted(value[0]) if len(value) == 1 else f"[{', '.join(map(quoted, value))}]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def _dialog(session: Session, _: Detail) -> Recording:
    said: list[str] = []
    warnings: list[str] = []
    instead = {"launch": f"open {session.resolver.model.invocation_name}", "exit": "exit"}
    for place, exchange in enumerate(session.exchanges, 1):
        words = instead.get(exchange.did, exchange.utterance)
        if words:
            said.append(words)
        else:
            warnings.append(f"turn {place} is left out: a replay file holds only what is said")
        if words and exchange.after is not None:
            warnings.append(
                f"turn {place} came after {exchange.after} s: a replay file has no times"
            )
    return Recording(
        _recording_name(session, "json"), replay_of(session.locale, said), tuple(warnings)
    )


def _recording(session: Session, _: Detail) -> Recording:
    warnings: list[str] = []
    for place, exchange in enumerate(session.exchanges, 1):
        try:
            user_action(exchange)
        except ConsoleError as error:
            warnings.append(f"turn {place} cannot be played again: {error}")
    text = recording_of(session.locale, session.device, session.exchanges)
    return Recording(_recording_name(session, "json"), text, tuple(warnings))


def _recording_name(session: Session, ending: str) -> str:
    """Return a file name made of the first utterance."""
    said = next((one.utterance for one in session.exchanges if one.utterance), "")
    words = "-".join(re.findall("[a-z0-9]+", said.lower()))[:LONGEST_NAME].strip("-")
    return f"{words or 'conversation'}.{ending}"


FORMS: Mapping[Form, Callable[[Session, Detail], Recording]] = {
    "conversation": _conversation_recording,
    "dialog": _dialog,
    "json": _recording,
}
