"""The page's requests for files: record and save, load and play."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from flask import Blueprint, Response, jsonify, request

from ....common.atomic_write import write_whole
from ...client.request_envelopes import Json
from ...errors import ConsoleError
from ...recording.conversation_file import (
    Conversation,
    ConversationTurn,
    conversation_from_text,
    read_conversation,
)
from ...recording.player import differences, take_turn
from ...recording.recorder import Detail, Form, record
from ..page_errors import PageError
from ..session_store import SessionStore
from ..turn_json import label_of
from ..web_session import WebSession
from .conversations import Created, conversation_json
from .request_body import field, request_body

#: A file name: words joined by hyphens, so that it cannot be a path to another folder.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Fields of a turn for the page that are not fields of a conversation file.
TOLD = ("action", "label")


def files_api(desk: SessionStore, folder: Path) -> Blueprint:
    """Return the blueprint for files; *folder* has the conversation files."""
    made = Blueprint("keeping", __name__, url_prefix="/api")

    @made.get("/sessions/<key>/record")
    def recorded(key: str) -> Response:
        form = _one_of("as", get_args(Form), "conversation")
        detail = _one_of("detail", get_args(Detail), "first")
        return jsonify(asdict(record(desk.sitting(key).session, form, detail)))

    @made.post("/sessions/<key>/save")
    def save(key: str) -> Created:
        sent = request_body()
        name, text = field(sent, "name", str), field(sent, "text", str)
        file = _save(folder, desk.sitting(key).session.locale, name, text)
        return jsonify(path=file.relative_to(folder.parent.parent).as_posix()), 201

    @made.post("/conversations")
    def load() -> Response:
        sent = request_body()
        if "path" in sent:
            return jsonify(_loaded(_in(folder, field(sent, "path", str))))
        name, text = field(sent, "name", str), field(sent, "text", str)
        return jsonify(_loaded(conversation_from_text(name, text)))

    @made.post("/sessions/<key>/play")
    def play(key: str) -> Response:
        sitting, turn = desk.sitting(key), _turn_of_request(field(request_body(), "turn", dict))
        with sitting.turn:
            _play(sitting, turn)
            return jsonify(conversation_json(sitting))

    return made


def _save(folder: Path, locale: str, name: str, text: str) -> Path:
    """Write a conversation file into *folder*; return its path."""
    if not folder.is_dir():
        raise PageError("there is no project here to save into", "download it instead")
    name = name.removesuffix(".yaml")
    if not NAME.fullmatch(name):
        raise ConsoleError(f"{name!r} is no file name, as my-calf-at-night is")
    file = folder / locale / f"{name}.yaml"
    conversation_from_text(f"{locale}/{file.name}", text)
    if file.exists():
        raise PageError(f"{name}.yaml is there already", "choose another name", status=409)
    file.parent.mkdir(exist_ok=True)
    write_whole(file, text)
    return file


def _in(folder: Path, path: str) -> Conversation:
    """Return the conversation in the file *path* of the project."""
    file = folder.parent.parent / path
    if file not in folder.glob("*/*.yaml"):
        raise PageError(f"{path} is none of the project's conversations", status=404)
    return read_conversation(file)


def _loaded(conversation: Conversation) -> Json:
    return {
        "name": conversation.file.stem,
        "locale": conversation.locale,
        "device": conversation.device,
        "turns": [_as_json(turn) for turn in conversation.turns],
    }


def _as_json(turn: ConversationTurn) -> Json:
    """Return *turn* as in a file, with a label for the page."""
    fields = {name: value for name, value in asdict(turn).items() if value not in (None, (), "")}
    done = {} if turn.action in fields else {turn.action: True}
    label = turn.user or label_of(turn.action.replace("_", "-"), turn.touch)
    return {**fields, **done, "label": label}


def _turn_of_request(sent: Json) -> ConversationTurn:
    written = {name: value for name, value in sent.items() if name not in TOLD}
    return conversation_from_text("the turn.json", json.dumps([written])).turns[0]


def _play(sitting: WebSession, turn: ConversationTurn) -> None:
    exchange = sitting.note(lambda: take_turn(sitting.session, turn))
    sitting.differ(differences(turn, exchange))


def _one_of(name: str, known: tuple[Any, ...], usual: str) -> Any:
    given = request.args.get(name, usual)
    if given not in known:
        raise ConsoleError(f"{name}={given!r}: known: {', '.join(known)}")
    return given
