"""The smallest app around the verification: it answers 200 to what is verified, else 400."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response, jsonify, request

from skill.certificates import downloader, load_roots
from skill.verification import Refused, Verifier


def create_app() -> Flask:
    """Read the same environment as the real app."""
    roots = load_roots(Path(os.environ["ALEXA_TRUST_STORE"]))
    verifier = Verifier(os.environ["ALEXA_SKILL_ID"], roots, downloader(roots))
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 128 * 1024

    @app.post("/alexa")
    def alexa() -> Response:
        verifier.verify(dict(request.headers), request.get_data())
        return jsonify(version="1.0", response={})

    @app.errorhandler(Refused)
    def refuse(refused: Refused) -> tuple[Response, int]:
        return jsonify(error=refused.reason), 400

    return app
