"""The limit of the stack: Flask reads the body and answers one fixed JSON, as long as ours."""

from __future__ import annotations

from flask import Flask, Response, request

from tests.benchmarks.peers.said import typical

BODY = typical()

app = Flask(__name__, static_folder=None)


@app.post("/alexa")
def answer() -> Response:
    request.get_data(cache=False)
    return Response(BODY, content_type="application/json;charset=UTF-8")
