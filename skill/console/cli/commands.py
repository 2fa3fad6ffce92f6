"""The commands of the console; each imports its dependencies when it runs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from ..errors import ConsoleError
from ..nlu.model_reader import Model, read_model
from ..nlu.resolver import Resolver
from .skill_reference import load_skill


def talk(options: argparse.Namespace) -> int:
    """Hold a conversation in the terminal."""
    from ..client.skill_client import SkillClient
    from .repl import Terminal

    Terminal(SkillClient(load_skill(options.skill)).session(options.locale, options.device)).run()
    return 0


def web(options: argparse.Namespace) -> int:
    """Serve the console as a web page on this machine."""
    from ..web.web_server import run_web_server

    return run_web_server(load_skill(options.skill), options.port, open_page=options.open)


def say(options: argparse.Namespace) -> int:
    """Send utterances and print the responses."""
    from ..client.skill_client import SkillClient
    from .repl import USER, print_exchange

    session = SkillClient(load_skill(options.skill)).session(options.locale, options.device)
    for utterance in options.utterance:
        if not options.json:
            print(USER + utterance)
        exchange = session.say(utterance)
        if options.json:
            _print_line(exchange.as_json())
        else:
            print_exchange(exchange)
    return 0


def resolve(options: argparse.Namespace) -> int:
    """Print the resolution of each line of standard input, as JSON."""
    from ..nlu.explanation import explain_resolution

    resolver = Resolver(_model_of_options(options))
    for line in sys.stdin:
        found = resolver.resolve(line.rstrip("\r\n"))
        reason = {"why": explain_resolution(resolver, found)} if options.why else {}
        _print_line(found.as_json() | reason)
    return 0


def play(options: argparse.Namespace) -> int:
    """Play conversation files; print each difference, or that there is none."""
    from ..client.skill_client import SkillClient
    from ..recording.conversation_file import read_conversation
    from ..recording.player import play_conversation as differences

    conversations = [read_conversation(file) for file in options.file]
    console = SkillClient(load_skill(options.skill))
    if _print_all(line for one in conversations for line in differences(console, one)):
        return 1
    turns = sum(len(one.turns) for one in conversations)
    print(f"as expected; conversations: {len(conversations)}, turns: {turns}")
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Print the rates of understanding of annotation sets, or of engines, or export the sets."""
    from ..evaluation import annotation_commands as run

    model = _model_of_options(options)
    if options.export:
        print(run.export_sets(model, options.file, options.export))
    else:
        report = run.engine_lines if options.engines else run.rate_lines
        _print_all(report(model, options.file))
    return 0


def noise(options: argparse.Namespace) -> int:
    """Print how many calls for help are understood in noise."""
    from ..evaluation.robustness import run_robustness

    resolver, language = Resolver(_model_of_options(options)), options.locale.partition("-")[0]
    return run_robustness(resolver, language, options.per_phrase, options.seed)


def conflicts(options: argparse.Namespace) -> int:
    """Print the samples that are nearer to another intent."""
    from ..evaluation.cross_validation import run_cross_validation

    return run_cross_validation(_model_of_options(options), options.locale[:2], full=options.full)


def acoustic(options: argparse.Namespace) -> int:
    """Print how well spoken phrases are recognised and understood."""
    from ..evaluation.round_trip import run_round_trip

    return run_round_trip(load_skill(options.skill), options.locale, options.per_intent)


def listen(options: argparse.Namespace) -> int:
    """Print the recognised words of each WAV file and their resolution, as JSON."""
    from ..audio.recognition import Whisper

    listener, resolver = Whisper(), Resolver(_model_of_options(options))
    for file in options.file:
        _print_line(resolver.resolve(listener.words(read_bytes(file))).as_json())
    return 0


def speak(options: argparse.Namespace) -> int:
    """Write the response to an utterance as a WAV file, and print its timeline."""
    from ..audio.synthesis import synthesize as spoken
    from ..audio.voices import installed_voices
    from ..client.skill_client import SkillClient

    session = SkillClient(load_skill(options.skill)).session(options.locale, options.device)
    exchange = session.say(options.utterance)
    answer = spoken(exchange.ssml, installed_voices()[0])
    options.file.write_bytes(answer.wav)
    for moment in answer.timeline:
        print(f"{moment.start:7.2f} {moment.end:7.2f}  {moment.kind:8}{moment.text}")
    return 0


def read_bytes(file: Path) -> bytes:
    """Return the bytes of *file*; raise ConsoleError if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error


def _model_of_options(options: argparse.Namespace) -> Model:
    """Return the skill's model of the locale."""
    return read_model(options.locale, load_skill(options.skill).models())


def _print_all(lines: Iterable[str]) -> int:
    """Print *lines* and return 1 if there are any."""
    printed = 0
    for line in lines:
        print(line, flush=True)
        printed = 1
    return printed


def _print_line(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)
