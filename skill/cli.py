"""``cramp-coach``: the command of an installed skill."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from .common.paths import SERVER_SETTINGS
from .common.release import release_version

WHEEL = "cramp_coach-VERSION.whl[console]"
USAGE = """\
cramp-coach serve      run the server, configured by the environment (docs/hosting.md)
cramp-coach metrics    serve the metrics to Prometheus
cramp-coach content    check the content; the same as python -m skill.catalog
cramp-coach --version  print the version, which has a digest of code and content

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


def _serve(words: Sequence[str]) -> int:  # noqa: RET503  execv does not return
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
    os.execv(command[0], command)  # noqa: S606


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
        # By the name of the project, pip would install whatever a public registry has.
        print(f"{error.name} is missing: pip install {WHEEL!r}", file=sys.stderr)
        return 2


def _version(_: Sequence[str]) -> int:
    print(f"cramp-coach {release_version()}")
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "serve": _serve,
    "metrics": _metrics,
    "content": _content,
    "--version": _version,
}
