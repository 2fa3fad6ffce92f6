"""Send requests to a skill that is a WSGI application in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from werkzeug.test import Client

from .alexa_skill import PostRequest, SkillReply

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def wsgi_endpoint(application: WSGIApplication, path: str = "/alexa") -> PostRequest:
    """Return a function that posts requests to *path* of *application*."""
    client = Client(application)

    def post(body: bytes, headers: Mapping[str, str], _: float) -> SkillReply:
        answer = client.post(path, data=body, headers=dict(headers))
        return SkillReply(answer.status_code, answer.get_data(as_text=True))

    return post
