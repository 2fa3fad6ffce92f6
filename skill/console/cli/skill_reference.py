"""Load the skill that the command line names, so that the console itself imports none."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from ..errors import ConsoleError

if TYPE_CHECKING:
    from ..client.alexa_skill import AlexaSkill

#: The skill of this project.
OWN_SKILL = "skill.quality.cramp_coach:CRAMP_COACH"


def load_skill(reference: str) -> AlexaSkill:
    """Return the AlexaSkill at *reference*, such as ``my_skill:SKILL``; print its notices.

    The module is looked for in the current folder too.

    Raises:
        ConsoleError: If there is no such module, or no AlexaSkill of that name in it.
    """
    # Imported here, so that the command starts without the packages of the console.
    from ..client.alexa_skill import AlexaSkill

    module, _, name = reference.partition(":")
    if not name or not all(part.isidentifier() for part in (*module.split("."), name)):
        raise ConsoleError(f"--skill {reference!r}: write MODULE:NAME, such as my_skill:SKILL")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            raise ConsoleError(f"--skill {reference}: there is no module {error.name}") from error
        raise
    if not isinstance(found, AlexaSkill):
        raise ConsoleError(f"--skill {reference}: {module} has no AlexaSkill named {name}")
    for line in found.notices():
        print(line, file=sys.stderr)
    return found
