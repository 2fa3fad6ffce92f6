"""Cramp Coach for the console: the real application with an adjustable clock."""

from __future__ import annotations

import atexit
import functools
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..common.paths import CONTENT, PROJECT
from ..console.client.alexa_skill import AlexaSkill, PostRequest, RunningSkill, SkillReply
from ..console.client.request_envelopes import SKILL_ID
from ..console.client.signing import SigningAuthority
from ..console.errors import ConsoleError
from ..console.nlu.model_reader import project_models

#: The paths of the application.
PATHS = ("/alexa", "/health", "/privacy", "/terms")


def cramp_coach(content: Path = CONTENT) -> AlexaSkill:
    """Return Cramp Coach with the content of a folder, which is read at the start."""
    return AlexaSkill(
        "Cramp Coach",
        project_models,
        functools.partial(_start, content),
        SKILL_ID,
        PROJECT / "tests" / "conversations",
        "interaction_model/{language}/intents/{intent}.yaml",
        _stale_models,
    )


def _stale_models() -> list[str]:
    # Imported here, because hassil takes a quarter of a second.
    from ..interaction_model.stale_models import stale_models

    return stale_models(PROJECT)


@dataclass
class _Clock:
    """The time of the application (Unix): that of the last request, at first the real one."""

    now: float = field(default_factory=time.time)


def _start(content: Path, authority: SigningAuthority) -> RunningSkill:
    # Imported here, because the application and the rules take a second to import, and some
    # commands need only the interaction models.
    from ..app import create_app
    from ..catalog import ContentError
    from ..console.client.wsgi_endpoint import wsgi_endpoint
    from ..server.settings import Settings
    from .inspector.coach_inspector import CoachInspector

    clock = _Clock()
    settings = Settings(
        SKILL_ID, _temporary_trust_store(authority), content, serves_unfinished=True
    )
    try:
        app = create_app(settings, fetch=authority.fetch, now=lambda: clock.now)
    except ContentError as error:
        raise ConsoleError(str(error)) from error
    post = _logged(wsgi_endpoint(app), clock)
    inspector = CoachInspector(app.extensions["catalogs"])
    return RunningSkill(post, inspector, dict.fromkeys(PATHS, app))


def _logged(send: PostRequest, clock: _Clock) -> PostRequest:
    """Return *send* with the clock set before each request, and its log line in the reply."""
    from .inspector.log_capture import capture_log

    def post(body: bytes, headers: Mapping[str, str], now: float) -> SkillReply:
        lines, clock.now = capture_log(), now
        reply = send(body, headers, now)
        return reply._replace(log_line=lines[-1] if lines else None)

    return post


def _temporary_trust_store(authority: SigningAuthority) -> Path:
    """Write the authority's root to a temporary file, which is deleted when the process ends."""
    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(authority.root_pem())
    path = Path(file.name)
    atexit.register(path.unlink, missing_ok=True)
    return path


#: The default of ``python -m skill.console --skill``.
CRAMP_COACH = cramp_coach()
