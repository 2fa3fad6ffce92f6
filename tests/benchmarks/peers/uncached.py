"""The skill without its cache of answers: every answer is worked out."""

from __future__ import annotations

from skill.alexa import answer_cache
from skill.app import create_app as create_app
from skill.app import create_asgi_app as create_asgi_app

answer_cache.MOST_BYTES_EACH = 0
