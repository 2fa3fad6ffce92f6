"""The skill as a function of AWS Lambda: ``skill.aws_lambda.handler`` (deploy/template.yaml).

Nothing is signed here. AWS itself lets in Alexa, for the id of this skill, and nobody else; the
id is compared once more, because a trigger is quickly made without it. A timestamp proves nothing
where whoever may call may write any, so its age is not looked at.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from typing import Any

import orjson

from . import journal
from .answering import Json, answer_from
from .catalog import ready_catalogs
from .recipient import ANOTHER_SKILL, is_for
from .settings import Settings


class RefusedError(RuntimeError):
    """This is not for our skill; Lambda has no other way to answer no than to fail."""


def handler_from(settings: Settings) -> Callable[[Json, object], Any]:
    """Return what Lambda calls with each envelope, and whose value it gives back to Alexa.

    It raises RefusedError for another skill's request.
    """
    # Lambda freezes the process after each answer, and with it what is not written yet.
    journal.to_stderr(waits=True)
    # Lambda's own handler of the root would write every line a second time.
    logging.getLogger("skill").propagate = False
    answer = answer_from(ready_catalogs(settings.content))

    def handle(sent: Json, _: object) -> Any:
        began = time.monotonic()
        if not is_for(settings.skill_id, sent):
            journal.write("refused", began, reason=ANOTHER_SKILL)
            raise RefusedError(ANOTHER_SKILL)
        return orjson.loads(answer(sent, began))

    return handle


# Made while Lambda starts the function, so that the first person does not wait for it.
handler = handler_from(Settings.read(os.environ))
