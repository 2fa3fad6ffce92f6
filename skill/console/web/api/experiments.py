"""The page's requests to resend an edited request, to branch, and to send invalid requests."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify

from ...client.request_envelopes import Json, request_timestamp
from ...response.response_limits import broken_limits
from .. import bad_requests, turn_json
from ..session_store import SessionStore
from ..web_session import WebSession
from .conversations import Created
from .request_body import field, request_body


def experiments_api(desk: SessionStore) -> Blueprint:
    """Return the blueprint for resend, branch and doubt."""
    made = Blueprint("trying", __name__, url_prefix="/api/sessions/<key>")

    @made.post("/resend")
    def resend(key: str) -> Response:
        envelope: Json = field(request_body(), "request", dict)
        return jsonify(_resent(desk.sitting(key), envelope))

    @made.post("/branch")
    def branch(key: str) -> Created:
        sent, sitting = request_body(), desk.sitting(key)
        turn, edited = field(sent, "turn", int), sent.get("request")
        sitting.exchange(turn)
        with sitting.turn:
            other = sitting.branch(turn if edited else turn + 1)
        if edited:
            envelope: Json = field(sent, "request", dict)
            other.note(lambda: other.session.send_envelope(envelope))
        return jsonify(turn_json.conversation(desk.keep(other))), 201

    @made.post("/doubt")
    def doubt(key: str) -> Response:
        sent, sitting = request_body(), desk.sitting(key)
        exchange = sitting.exchange(field(sent, "turn", int))
        how = field(sent, "how", str)
        return jsonify(bad_requests.send(sitting.console, how, exchange.request, exchange.time))

    return made


def _resent(sitting: WebSession, envelope: Json) -> Json:
    came = sitting.console.deliver(json.dumps(envelope).encode(), request_timestamp(envelope))
    response = came.response
    return {
        "status": came.status,
        "response": response,
        "text": came.text.strip(),
        "reason": came.reason,
        "problems": broken_limits(response) if response else [],
        "milliseconds": came.milliseconds,
    }
