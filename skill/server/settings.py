"""Settings from environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..common.paths import CONTENT


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
    #: Who runs the skill, with an address, for its web pages; may be empty.
    contact: str = ""
    #: The number of threads of each worker.
    threads: int = 32

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings in *environment*.

        Raises:
            SettingsError: If a variable is missing or invalid, or names a missing file.
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
            raise SettingsError(f"WEB_THREADS: {threads} is not a positive whole number")
        return cls(skill_id, Path(store) if store else None, threads=int(threads), contact=contact)
