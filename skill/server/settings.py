"""Settings from environment variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..common.paths import CONTENT

#: The variables that this module reads. RUNTIME_DIRECTORY is set by systemd.
VARIABLES = (
    "ALEXA_SKILL_ID",
    "ALEXA_TRUST_STORE",
    "BIND",
    "PRIVACY_CONTACT",
    "RUNTIME_DIRECTORY",
    "WEB_CONCURRENCY",
)
MOST_PORT = 65535
#: The ids of skills; the second form is that of skills from before 2016.
SKILL_ID = re.compile(
    r"amzn1\.(ask\.skill|echo-sdk-ams\.app)\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


# A RuntimeError, because Gunicorn prints it at start without a stack trace.
class SettingsError(RuntimeError):
    """Raised for a missing or invalid variable; the message names it and what to do."""


@dataclass(frozen=True)
class Settings:
    """The settings of a server or a Lambda function."""

    #: The skill's ID; requests for other skills are refused.
    skill_id: str
    #: A PEM file of trusted root certificates; None for Mozilla's list (certifi).
    trust_store: Path | None = None
    content: Path = CONTENT
    #: Whether to serve languages that are not translated as a whole, as the console does.
    serves_unfinished: bool = False
    #: Who runs the skill, with an address, for its web pages; may be empty.
    contact: str = ""
    #: A folder in memory for the certificate chains of earlier processes; None for no such file.
    runtime_folder: Path | None = None
    #: The address and port of the server.
    bind: str = "127.0.0.1:8000"
    #: The number of worker processes.
    workers: int = 2

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings in *environment*.

        Raises:
            SettingsError: If a variable is missing or invalid, or names a missing file.
        """
        values = {name: environment.get(name, "").strip() for name in VARIABLES}
        folder = values["RUNTIME_DIRECTORY"]
        return cls(
            skill_id=_skill_id(values["ALEXA_SKILL_ID"]),
            trust_store=_trust_store(values["ALEXA_TRUST_STORE"]),
            contact=values["PRIVACY_CONTACT"],
            runtime_folder=Path(folder) if folder else None,
            bind=_address(values["BIND"] or cls.bind),
            workers=_positive("WEB_CONCURRENCY", values["WEB_CONCURRENCY"], cls.workers),
        )


def _skill_id(text: str) -> str:
    where = "copy the skill's id from the Alexa developer console"
    if not text:
        raise SettingsError(f"ALEXA_SKILL_ID is not set: {where}")
    if not SKILL_ID.fullmatch(text):
        raise SettingsError(f"ALEXA_SKILL_ID: {text} is not the whole id of a skill: {where}")
    return text


def _trust_store(text: str) -> Path | None:
    if text and not Path(text).is_file():
        raise SettingsError(f"ALEXA_TRUST_STORE: {text} is not a file")
    return Path(text) if text else None


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > MOST_PORT:
        raise SettingsError(f"BIND: {text} is not an address and a port, such as 127.0.0.1:8000")
    return text


def _positive(name: str, text: str, default: int) -> int:
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"{name}: {text} is not a positive whole number")
    return int(text)
