"""``python -m skill.console``: talk to a skill, play conversations, measure understanding."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...common.exit_status import status_of
from ..client.devices import DEVICES
from ..errors import ConsoleError, SkillError
from . import commands
from .skill_reference import OWN_SKILL


@dataclass(frozen=True)
class CommandSpec:
    """A command: its help, its function, and its arguments for ``argparse``."""

    help: str
    run: Callable[[argparse.Namespace], int]
    arguments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


SKILL_HELP = "an AlexaSkill to talk to instead of the skill of this project"
FULL = {"action": "store_true", "help": "all combinations; takes minutes"}
COMMANDS: Mapping[str, CommandSpec] = {
    "web": CommandSpec(
        "serve the console as a local web page",
        commands.web,
        {
            "--port": {"type": int, "default": 8080, "help": "default: 8080; 0 for any"},
            "--open": {"action": "store_true", "help": "open it in a browser, if possible"},
        },
    ),
    "say": CommandSpec(
        "send utterances and print the responses",
        commands.say,
        {
            "--json": {"action": "store_true", "help": "one JSON line a turn"},
            "utterance": {"nargs": "+"},
        },
    ),
    "resolve": CommandSpec(
        "print the intent of each utterance on standard input",
        commands.resolve,
        {"--why": {"action": "store_true", "help": "add scores, slots and the nearest sample"}},
    ),
    "play": CommandSpec(
        "play conversation files", commands.play, {"file": {"nargs": "+", "type": Path}}
    ),
    "evaluate": CommandSpec(
        "measure understanding with NLU annotation sets, JSON or CSV",
        commands.evaluate,
        {
            "--engines": {
                "action": "store_true",
                "help": "compare independent engines, trained on the model alone",
            },
            "--export": {
                "type": Path,
                "metavar": "FILE",
                "help": "write the sets to FILE in Amazon's JSON, and measure nothing",
            },
            "file": {"nargs": "+", "type": Path},
        },
    ),
    "noise": CommandSpec(
        "measure how many warnings and calls for help are understood in noise",
        commands.noise,
        {
            "--seed": {"type": int, "default": 0, "help": "seed of the noise; default: 0"},
            "--per-phrase": {
                "type": int,
                "default": 1,
                "help": "variants a kind; default: 1",
            },
        },
    ),
    "acoustic": CommandSpec(
        "speak, recognise and answer phrases; needs `make voice`",
        commands.acoustic,
        {"--per-intent": {"type": int, "default": 2, "help": "phrases; default: 2"}},
    ),
    "listen": CommandSpec(
        "recognise the speech in WAV files; needs `make voice`",
        commands.listen,
        {"file": {"nargs": "+", "type": Path}},
    ),
    "speak": CommandSpec(
        "write the response to an utterance as a WAV file",
        commands.speak,
        {"file": {"type": Path}, "utterance": {}},
    ),
    "conflicts": CommandSpec(
        "list samples that are nearer to another intent", commands.conflicts, {"--full": FULL}
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0, 1 for a difference, 2 for an error."""
    options = _parser().parse_args(arguments)
    return status_of(lambda: int(options.run(options)), (ConsoleError, SkillError))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m skill.console", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    for place in (parser, common):
        # A default of the subcommand would overwrite an option given before its name.
        default = argparse.SUPPRESS if place is common else None
        place.add_argument("--locale", default=default or "en-US", help="default: en-US")
        place.add_argument(
            "--skill", default=default or OWN_SKILL, metavar="MODULE:NAME", help=SKILL_HELP
        )
        place.add_argument("--device", default=default or "speaker", help=", ".join(DEVICES))
    parser.set_defaults(run=commands.talk)
    added = parser.add_subparsers(metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = added.add_parser(name, parents=[common], help=command.help)
        for flag, settings in command.arguments.items():
            sub.add_argument(flag, **settings)
        sub.set_defaults(run=command.run)
    return parser
