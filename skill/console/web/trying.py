"""The page's requests to resend an edited request, to branch, and to send invalid requests."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify

from ..envelope import Json, sent_at
from ..limits import broken_limits
from . import doubts, telling
from .asked import body, field
from .desk import Desk
from .sitting import Sitting
from .talking import Created


def trying(desk: Desk) -> Blueprint:
    """Return the blueprint for resend, branch and doubt."""
    made = Blueprint("trying", __name__, url_prefix="/api/sessions/<key>")

    @made.post("/resend")
    def resend(key: str) -> Response:
        envelope: Json = field(body(), "request", dict)
        return jsonify(_resent(desk.sitting(key), envelope))

    @made.post("/branch")
    def branch(key: str) -> Created:
        sent, sitting = body(), desk.sitting(key)
        turn, edited = field(sent, "turn", int), sent.get("request")
        sitting.exchange(turn)
        with sitting.turn:
            other = sitting.branch(turn if edited else turn + 1)
        if edited:
            envelope: Json = field(sent, "request", dict)
            other.note(lambda: other.session.send_envelope(envelope))
        return jsonify(telling.conversation(desk.keep(other))), 201

    @made.post("/doubt")
    def doubt(key: str) -> Response:
        sent, sitting = body(), desk.sitting(key)
        exchange = sitting.exchange(field(sent, "turn", int))
        how = field(sent, "how", str)
        return jsonify(doubts.send(sitting.console, how, exchange.request, exchange.time))

    return made


def _resent(sitting: Sitting, envelope: Json) -> Json:
    came = sitting.console.deliver(json.dumps(envelope).encode(), sent_at(envelope))
    response = came.response
    return {
        "status": came.status,
        "response": response,
        "text": came.text.strip(),
        "reason": came.reason,
        "problems": broken_limits(response) if response else [],
        "milliseconds": came.milliseconds,
    }
