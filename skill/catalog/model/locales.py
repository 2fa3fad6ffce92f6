"""The data types of ``locales.yaml``: language, emergency number and crisis line of a country."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .entries import Words


@dataclass(frozen=True)
class CrisisLine:
    """A crisis line (thoughts of suicide): its spoken form, its written form, and its source."""

    say: Words
    written: str
    source: str
    checked: datetime.date
    #: Whether the source was read, or the number is only remembered.
    read: Literal["verified", "recalled"]


@dataclass(frozen=True)
class Locale:
    """A locale of Alexa: its language and its emergency number."""

    language: str
    #: The spoken form of the emergency number.
    emergency: Words
    #: The form for cards and screens; empty if it is the same as the spoken one.
    written: str = ""
    #: None if no crisis line is known; then the emergency number is spoken.
    crisis: CrisisLine | None = None

    @property
    def filled(self) -> Mapping[str, str]:
        """Each placeholder of the locale, and what takes its place."""
        crisis = self.crisis.say if self.crisis else self.emergency
        return {"{emergency}": self.emergency, "{crisis}": crisis}
