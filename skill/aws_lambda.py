"""The skill as an AWS Lambda function: ``skill.aws_lambda.handler`` (deploy/template.yaml).

Requests to a Lambda function are not signed. AWS allows only Alexa to call it, and only for the
skill ID in the trigger. The ID is checked here again, because a trigger can be created without
one. The age of the timestamp is not checked, as an unsigned timestamp proves nothing.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from typing import Any

import orjson

from .alexa.application_id import ANOTHER_SKILL, is_for
from .catalog import ready_catalogs
from .common import request_log
from .responder import Json, answer_from
from .server.settings import Settings


class RefusedError(RuntimeError):
    """Raised for a request for another skill; a Lambda function can only refuse by failing."""


def handler_from(settings: Settings) -> Callable[[Json, object], Any]:
    """Return the function that Lambda calls with an envelope; it returns the response as JSON.

    It raises RefusedError for a request for another skill.
    """
    # Lambda freezes the process after each response: lines must be written before it.
    request_log.to_stderr(waits=True, logger="skill")
    # Lambda installs a handler at the root logger, which would write every line twice.
    logging.getLogger("skill").propagate = False
    answer = answer_from(ready_catalogs(settings.content).finished())

    def handle(sent: Json, _: object) -> Any:
        began = time.monotonic()
        if not is_for(settings.skill_id, sent):
            request_log.write_entry("refused", began, reason=ANOTHER_SKILL)
            raise RefusedError(ANOTHER_SKILL)
        return orjson.loads(answer(sent, began))

    return handle


# Created at import, so that it is part of Lambda's start and not of the first request.
handler = handler_from(Settings.read(os.environ))
