"""The web application that Alexa calls; everything is wired together here."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from typing import Any, cast

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import RequestEnvelope
from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from .catalog import load_catalogs
from .handlers import build_skill
from .settings import Settings
from .verification import Fetch, Refused, Verifier, downloader, load_roots

log = logging.getLogger(__name__)

#: Alexa's requests are a few kilobytes; one with a large screen state stays far below this.
LARGEST_REQUEST = 256 * 1024

#: The valid answer to anything that needs none.
NOTHING = {"version": "1.0", "response": {}}


def create_app(
    settings: Settings | None = None,
    *,
    fetch: Fetch | None = None,
    now: Callable[[], float] = time.time,
) -> Flask:
    """Return the application that serves the skill at ``POST /alexa``.

    Args:
        settings: Where it runs and whom it trusts; read from the environment unless given.
        fetch: Gets a certificate chain by its address; a download from Amazon unless given.
        now: The time, in seconds since the epoch.

    Raises:
        SettingsError: If the environment lacks something.
        ContentError: If the content is not in order.
    """
    settings = settings or Settings.read(os.environ)
    skill = build_skill(load_catalogs(settings.content))
    roots = load_roots(settings.trust_store)
    verifier = Verifier(settings.skill_id, roots, fetch or downloader(roots), now)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST

    @app.post("/alexa")
    def alexa() -> Response:
        body = request.get_data()
        verifier.verify(dict(request.headers), body)
        return _json(_answer(skill, body))

    @app.get("/health")
    def health() -> Response:
        return _json({"status": "ok"})

    app.register_error_handler(Refused, _refuse)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    return app


def _answer(skill: CustomSkill, body: bytes) -> dict[str, Any]:
    """Answer a verified request; one of a type newer than the SDK gets a valid empty answer."""
    try:
        envelope = skill.serializer.deserialize(body.decode(), RequestEnvelope)
    except (SerializationException, AttributeError, TypeError, ValueError) as error:
        log.warning("not understood by the SDK: %s", type(error).__name__)
        return NOTHING
    if envelope.request is None or envelope.context is None:
        return NOTHING
    return cast("dict[str, Any]", skill.serializer.serialize(skill.invoke(envelope, context=None)))


def _json(answer: dict[str, Any]) -> Response:
    return Response(json.dumps(answer), content_type="application/json;charset=UTF-8")


def _refuse(refused: Refused) -> Response:
    log.warning("refused: %s", refused)
    return Response(f"{refused}\n", status=400, content_type="text/plain;charset=UTF-8")


def _too_large(_: RequestEntityTooLarge) -> Response:
    return _refuse(Refused("the body is larger than Alexa sends"))
