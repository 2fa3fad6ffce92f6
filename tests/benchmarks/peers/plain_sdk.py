"""Plain ask-sdk-core with its own serializer, behind our verification."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ask_sdk_model import RequestEnvelope
from flask import Flask, Response, request

from skill.verification import Verifier, downloader, load_roots
from tests.benchmarks.peers.equivalent import skill

SKILL = skill()
ROOTS = load_roots(Path(os.environ["ALEXA_TRUST_STORE"]))
VERIFIER = Verifier(os.environ["ALEXA_SKILL_ID"], ROOTS, downloader(ROOTS))

app = Flask(__name__, static_folder=None)


@app.post("/alexa")
def answer() -> Response:
    body = request.get_data()
    VERIFIER.verify(request.headers, body)
    envelope = SKILL.serializer.deserialize(body.decode(), RequestEnvelope)
    response = SKILL.serializer.serialize(SKILL.invoke(envelope, None))
    return Response(json.dumps(response), content_type="application/json;charset=UTF-8")
