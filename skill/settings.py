"""What the environment says, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .folders import CONTENT


# Gunicorn prints a RuntimeError at its start without a stack trace.
class SettingsError(RuntimeError):
    """The environment lacks something; the message names the variable and what to do."""


@dataclass(frozen=True)
class Settings:
    """Where the skill runs, and whom it trusts."""

    #: The skill's own id; requests for any other are refused.
    skill_id: str
    #: A PEM file with the trusted roots; None for Mozilla's list (certifi).
    trust_store: Path | None = None
    content: Path = CONTENT
    #: Who runs the skill and how to reach them, for its privacy page; empty if that is not said.
    contact: str = ""
    #: How many threads the server gives each worker.
    threads: int = 32

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings that *environment* gives.

        Raises:
            SettingsError: If a variable is missing, is not what it should be, or names a file
                that is not there.
        """
        skill_id = environment.get("ALEXA_SKILL_ID", "").strip()
        if not skill_id:
            raise SettingsError(
                "ALEXA_SKILL_ID is not set: copy the skill's id from the Alexa developer console"
            )
        store = environment.get("ALEXA_TRUST_STORE", "").strip()
        if store and not Path(store).is_file():
            raise SettingsError(f"ALEXA_TRUST_STORE: {store} is not a file")
        contact = environment.get("PRIVACY_CONTACT", "").strip()
        threads = environment.get("WEB_THREADS", "").strip() or str(cls.threads)
        if not threads.isdecimal() or int(threads) < 1:
            raise SettingsError(f"WEB_THREADS: {threads} is not a number of threads, as 32 is")
        return cls(skill_id, Path(store) if store else None, threads=int(threads), contact=contact)
