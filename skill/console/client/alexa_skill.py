"""All that the console needs to know of a skill: its name, its models, and how to reach it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .inspector import Inspector, NoInspector
from .request_envelopes import SKILL_ID, Json
from .signing import SigningAuthority

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class SkillReply(NamedTuple):
    """The HTTP response to a request of Alexa.

    ``log_line`` is what the skill logged of the request, if that is known. The console shows it;
    its members ``reason`` (of a refusal) and ``where`` (the place of an error), if there are any,
    have a place of their own.
    """

    status: int
    text: str
    log_line: Json | None = None


#: Sends the body and headers of a request as at a time (Unix), and returns the response.
PostRequest = Callable[[bytes, Mapping[str, str], float], SkillReply]


@dataclass(frozen=True)
class RunningSkill:
    """A skill that answers requests."""

    post: PostRequest
    inspector: Inspector = field(default_factory=NoInspector)
    #: The paths of its WSGI application that the web console serves beside its own.
    pages: Mapping[str, WSGIApplication] = field(default_factory=dict)


@dataclass(frozen=True)
class AlexaSkill:
    """A skill that the console can start.

    Attributes:
        name: The name for people.
        models: Returns the file of the interaction model of each locale; see `models_in`.
        start: Starts the skill, which must accept requests signed by the authority given, or
            verify none; raises ConsoleError with one line for each problem if it cannot start.
        skill_id: The application ID in all requests.
        conversations: The folder of the conversation files, which may be missing.
        samples_file: The file that gets a new sample; with ``{language}``, ``{locale}``
            or ``{intent}``.
        notices: Returns lines to print before a command, such as that a model is stale.
    """

    name: str
    models: Callable[[], Mapping[str, Path]]
    start: Callable[[SigningAuthority], RunningSkill]
    skill_id: str = SKILL_ID
    conversations: Path = Path("conversations")
    samples_file: str = "{locale}.json"
    notices: Callable[[], Sequence[str]] = tuple
