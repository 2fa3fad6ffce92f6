"""``python -m skill.console``: talk to the skill, play conversations, measure understanding."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from .devices import DEVICES
from .errors import ConsoleError, SkillError
from .model import read_model
from .resolver import Resolver


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 1 for a difference, 2 for an error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (ConsoleError, SkillError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain about that at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m skill.console", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    for place in (parser, common):
        # A command's own default would overwrite what was given before its name.
        default = argparse.SUPPRESS if place is common else None
        place.add_argument("--locale", default=default or "en-US", help="default: en-US")
        place.add_argument("--device", default=default or "speaker", help=", ".join(DEVICES))
    parser.set_defaults(run=_talk)
    commands = parser.add_subparsers(metavar="COMMAND")

    say = commands.add_parser("say", parents=[common], help="say utterances and leave")
    say.add_argument("--json", action="store_true", help="one JSON line a turn")
    say.add_argument("utterance", nargs="+")
    say.set_defaults(run=_say)

    resolve = commands.add_parser(
        "resolve", parents=[common], help="utterances on standard input, intents on standard output"
    )
    resolve.set_defaults(run=_resolve)

    play = commands.add_parser("play", help="play conversation files")
    play.add_argument("file", nargs="+", type=Path)
    play.set_defaults(run=_play)

    evaluate = commands.add_parser(
        "evaluate", parents=[common], help="measure understanding by an NLU annotation set"
    )
    evaluate.add_argument("file", type=Path)
    evaluate.set_defaults(run=_evaluate)

    sweep = commands.add_parser(
        "sweep", parents=[common], help="check the rules over every answer there can be"
    )
    sweep.add_argument("--full", action="store_true", help="everything in every state; minutes")
    sweep.set_defaults(run=_sweep)

    noise = commands.add_parser(
        "noise", parents=[common], help="warnings and calls for help through noise: how many pass"
    )
    noise.add_argument("--seed", type=int, default=0, help="other noise; default: 0")
    noise.add_argument("--per-phrase", type=int, default=1, help="of each kind; default: 1")
    noise.set_defaults(run=_noise)

    relief = commands.add_parser(
        "time-to-relief", help="seconds to the end of the first instruction, in every locale"
    )
    relief.set_defaults(run=_relief_time)

    near = commands.add_parser(
        "conflicts", parents=[common], help="utterances that are nearer to another intent"
    )
    near.add_argument("--full", action="store_true", help="every sample; minutes")
    near.set_defaults(run=_conflicts)
    return parser


def _talk(options: argparse.Namespace) -> int:
    from .client import Console
    from .terminal import Terminal

    Terminal(Console().session(options.locale, options.device)).run()
    return 0


def _say(options: argparse.Namespace) -> int:
    from .client import Console
    from .terminal import USER, print_exchange

    session = Console().session(options.locale, options.device)
    for utterance in options.utterance:
        if not options.json:
            print(USER + utterance)
        exchange = session.say(utterance)
        if options.json:
            _print_line(exchange.as_json())
        else:
            print_exchange(exchange)
    return 0


def _resolve(options: argparse.Namespace) -> int:
    resolver = Resolver(read_model(options.locale))
    for line in sys.stdin:
        found = resolver.resolve(line.rstrip("\r\n"))
        _print_line(found.as_json())
    return 0


def _play(options: argparse.Namespace) -> int:
    from .client import Console
    from .conversation import read_conversation
    from .play import play

    conversations = [read_conversation(file) for file in options.file]
    console = Console()
    return _print_all(line for one in conversations for line in play(console, one))


def _evaluate(options: argparse.Namespace) -> int:
    from .evaluate import evaluate, report

    _print_all(report(evaluate(Resolver(read_model(options.locale)), options.file)))
    return 0


def _sweep(options: argparse.Namespace) -> int:
    from .sweep import sweep

    return sweep(options.locale, full=options.full)


def _noise(options: argparse.Namespace) -> int:
    from .noise_report import run

    return run(Resolver(read_model(options.locale)), options.per_phrase, options.seed)


def _relief_time(options: argparse.Namespace) -> int:  # noqa: ARG001  one shape for all
    from .relief_time import run

    return run()


def _conflicts(options: argparse.Namespace) -> int:
    from .conflicts import run

    return run(read_model(options.locale), options.locale[:2], full=options.full)


def _print_all(lines: Iterable[str]) -> int:
    """Print *lines* and return 1 if there are any."""
    printed = 0
    for line in lines:
        print(line, flush=True)
        printed = 1
    return printed


def _print_line(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)
