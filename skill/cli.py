"""``cramp-coach``: the command of an installed skill."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from . import __version__
from .common.paths import SERVER_SETTINGS

USAGE = f"""\
cramp-coach serve      run the server, configured by the environment (docs/hosting.md)
cramp-coach metrics    serve the metrics to Prometheus
cramp-coach content    check the content; the same as python -m skill.catalog
cramp-coach --version  print the version, {__version__}

All other commands are those of python -m skill.console:
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = words[0] if words else ""
    if first in COMMANDS:
        return COMMANDS[first](words[1:])
    if first in ("-h", "--help"):
        # The console's help follows, and ends the program.
        print(USAGE, flush=True)
    return _console(words)


def _serve(words: Sequence[str]) -> int:
    """Check the settings, then replace this process by Gunicorn, which receives the signals."""
    from .server.settings import Settings, SettingsError

    try:
        checked = Settings.read(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    # Gunicorn reads this variable itself, and not only in its settings.
    os.environ["WEB_CONCURRENCY"] = str(checked.workers)
    settings = ["--config", str(SERVER_SETTINGS)]
    command = [sys.executable, "-m", "gunicorn", *settings, *words]
    os.execv(command[0], command)  # noqa: RET503, S606  this does not return


def _metrics(words: Sequence[str]) -> int:
    from .server.metrics_server import main as show

    return show(words)


def _content(words: Sequence[str]) -> int:
    from .catalog.__main__ import main as look_after

    return look_after(words)


def _console(words: Sequence[str]) -> int:
    from .console.cli.parser import main as talk

    try:
        return talk(words)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("skill"):
            raise
        print(f"{error.name} is missing: pip install 'cramp-coach[console]'", file=sys.stderr)
        return 2


def _version(_: Sequence[str]) -> int:
    print(f"cramp-coach {__version__}")
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "serve": _serve,
    "metrics": _metrics,
    "content": _content,
    "--version": _version,
}
