"""The page's requests about conversations and their turns."""

from __future__ import annotations

import io

from flask import Blueprint, Response, jsonify, send_file

from ...client.request_envelopes import Json
from .. import turn_details, turn_json
from ..page_errors import PageError
from ..session_store import SessionStore
from ..web_session import WebSession
from .request_body import field, request_body, to_do

Created = tuple[Response, int]


def conversations_api(desk: SessionStore) -> Blueprint:
    """Return the blueprint for ``/api/sessions``: start, show, say, explain, hear."""
    made = Blueprint("talking", __name__, url_prefix="/api/sessions")

    @made.post("")
    def begin() -> Created:
        sent = request_body()
        locale, device = field(sent, "locale", str), field(sent, "device", str)
        sitting = desk.begin(locale, device, field(sent, "time", str))
        sitting.whisper = field(sent, "whisper", bool, False)
        return jsonify(turn_json.conversation(sitting)), 201

    @made.get("/<key>")
    def look(key: str) -> Response:
        sitting = desk.sitting(key)
        with sitting.turn:
            return jsonify(turn_json.conversation(sitting))

    @made.post("/<key>/whisper")
    def whisper(key: str) -> Response:
        sitting = desk.sitting(key)
        sitting.whisper = field(request_body(), "whisper", bool)
        return jsonify(turn_json.state(sitting))

    @made.post("/<key>/turns")
    def say(key: str) -> Response:
        sitting, asked = desk.sitting(key), to_do()
        with sitting.turn:
            sitting.take(asked)
            return jsonify(conversation_json(sitting))

    @made.get("/<key>/turns/<int:turn>")
    def look_into(key: str, turn: int) -> Response:
        sitting = desk.sitting(key)
        with sitting.turn:
            return jsonify(turn_details.turn_details(sitting, turn))

    @made.get("/<key>/turns/<int:turn>/sound")
    def hear(key: str, turn: int) -> Response:
        sitting = desk.sitting(key)
        heard = sitting.hearing(turn)
        address = f"/api/sessions/{key}/turns/{turn}/sound.wav"
        how = f"?voice={desk.speaker.name}&whispered={int(sitting.whisper)}"
        told = {
            "seconds": heard.seconds,
            "answer": heard.answer,
            "moments": [moment._asdict() for moment in heard.moments],
            "voice": desk.speaker.name,
            "estimated": heard.estimated,
            "whispered": sitting.whisper,
            "wav": address + how if heard.wav else "",
        }
        return jsonify(told)

    @made.get("/<key>/turns/<int:turn>/sound.wav")
    def sound(key: str, turn: int) -> Response:
        heard = desk.sitting(key).hearing(turn)
        if not heard.wav:
            raise PageError("there is no voice on this machine", status=404)
        return send_file(io.BytesIO(heard.wav), "audio/wav", conditional=True, etag=False)

    return made


def conversation_json(sitting: WebSession) -> Json:
    """Return the last turn, and the state of the conversation after it."""
    last = len(sitting.exchanges) - 1
    return {"turn": turn_json.session_json(sitting, last), "session": turn_json.state(sitting)}
