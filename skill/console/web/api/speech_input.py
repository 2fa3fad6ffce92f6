"""The page's requests for speech recognition, and to reload content and models."""

from __future__ import annotations

import threading
from functools import cached_property

from flask import Blueprint, Response, jsonify, request

from ...audio.recognition import RECOGNITION_MISSING, SpeechRecognizer, Whisper, installed
from ...errors import ConsoleError
from ..page_errors import PageError, unreadable
from ..session_store import SessionStore


class Ears:
    """Speech recognition, loaded at first use; it processes one recording at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def words(self, wav: bytes) -> str:
        """Return the words in a WAV file; raise PageError without speech recognition."""
        if not installed():
            raise PageError(RECOGNITION_MISSING, "or type what you would say", status=503)
        with self._turn:
            return self._listener.words(wav)

    @cached_property
    def _listener(self) -> SpeechRecognizer:
        return Whisper()


def speech_input_api(desk: SessionStore) -> Blueprint:
    """Return the blueprint for ``/api/listen`` and ``/api/reload``."""
    made, ears = Blueprint("reading", __name__, url_prefix="/api"), Ears()

    @made.post("/listen")
    def listen() -> Response:
        if request.mimetype != "audio/wav":
            raise ConsoleError("send a WAV file, with audio/wav")
        return jsonify(words=ears.words(request.get_data(cache=False)))

    @made.post("/reload")
    def reload() -> Response:
        if not desk.read():
            raise unreadable(desk.problems)
        return jsonify(message="Content and models are read anew; new conversations use them.")

    return made
