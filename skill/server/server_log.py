"""The log of Gunicorn: its lines as JSON, without anything that a request contains."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn has no types

from ..common import request_log

#: The modules whose messages are about processes and sockets. All others may quote requests.
ABOUT_PROCESSES = ("arbiter", "base", "gasgi", "glogging", "sock")


class ServerLog(Logger):  # type: ignore[misc]  # as above
    """Gunicorn's log, as the setting `logger_class`."""

    def setup(self, cfg: Any) -> None:
        """Set up the log by Gunicorn's settings *cfg*, then replace its streams and formats."""
        super().setup(cfg)
        logging.captureWarnings(True)
        self.error_log.addFilter(_without_debug_lines)
        for handler in self.error_log.handlers:
            if type(handler) is logging.StreamHandler:
                handler.setStream(request_log.line_stream(handler.stream))
                handler.setFormatter(ServerLine())


class ServerLine(logging.Formatter):
    """Format a record as JSON; its message only if it cannot have anything of a request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        if record.module in ABOUT_PROCESSES and record.exc_info is None:
            level = record.levelname.lower()
            return request_log.json_line(outcome="server", level=level, message=record.getMessage())
        return request_log.fault_line(record)


def _without_debug_lines(record: logging.LogRecord) -> bool:
    # They quote whole requests.
    return record.levelno > logging.DEBUG
