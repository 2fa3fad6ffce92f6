"""The console in the terminal, with the commands of ``ask dialog``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..client.exchange import Exchange
from ..client.session import Session
from ..errors import ConsoleError, SkillError
from ..recording.json_formats import replay_of
from ..response.spoken_text import shown_text

USER, ALEXA = "User  > ", "Alexa > "
WELCOME = """Say "open {name}" to begin, .help for the commands.
What is understood here only resembles what Alexa understands."""


@dataclass
class Terminal:
    """A session in the terminal, and the state of its commands."""

    session: Session
    show_json: bool = False
    after: int | None = None
    said: list[str] = field(default_factory=list)
    is_done: bool = False

    def run(self) -> None:
        """Read and process lines until ``.quit``, Ctrl-D or Ctrl-C."""
        print(WELCOME.format(name=self.session.resolver.model.invocation_name))
        while not self.is_done:
            try:
                line = input(USER).strip()
            except (EOFError, KeyboardInterrupt):
                print()
                return
            self.take(line)

    def take(self, line: str) -> None:
        """Run a command, or send the line as an utterance."""
        try:
            if line.startswith("."):
                self._command(line)
            elif line:
                self._say(line)
        except (ConsoleError, SkillError) as error:
            print(f"Error: {error}")

    def _say(self, utterance: str) -> None:
        after, self.after = self.after, None
        self.said.append(utterance)
        exchange = self.session.say(utterance, after)
        print_exchange(exchange, show_json=self.show_json)

    def _command(self, line: str) -> None:
        name, *words = line.split()
        if name not in DOT_COMMANDS:
            raise ConsoleError(f"there is no command {name}; .help lists them")
        DOT_COMMANDS[name].obey(self, words)

    def toggle_json(self, _: list[str]) -> None:
        """Switch raw JSON on or off."""
        self.show_json = not self.show_json
        print("Raw JSON is", "on." if self.show_json else "off.")

    def record(self, words: list[str]) -> None:
        """Write the utterances as a replay file of ``ask dialog``."""
        ending = [".quit"] if "--append-quit" in words else []
        files = [word for word in words if word != "--append-quit"]
        if len(files) != 1:
            raise ConsoleError("name one file: .record FILE [--append-quit]")
        write_replay(Path(files[0]), self.session, self.said + ending)
        print(f"Recorded {len(self.said)} utterances in {files[0]}.")

    def be_silent(self, _: list[str]) -> None:
        """Say nothing until Alexa ends the session."""
        print_exchange(self.session.silence(), show_json=self.show_json)

    def fail(self, _: list[str]) -> None:
        """Simulate an error of the device in the current audio document."""
        self.session.sound_fails()
        print("From here on, everything is heard as plain speech.")

    def wait(self, words: list[str]) -> None:
        """Set the time of the next utterance."""
        if len(words) != 1 or not words[0].isdecimal():
            raise ConsoleError("name the seconds since the last request: .after SECONDS")
        self.after = int(words[0])

    def quit(self, _: list[str]) -> None:
        """Leave."""
        self.is_done = True

    def help(self, _: list[str]) -> None:
        """List the commands."""
        for name, command in DOT_COMMANDS.items():
            print(f"  {name + ' ' + command.arguments:32}{command.meaning}")


@dataclass(frozen=True)
class DotCommand:
    """A command of the terminal, as ``.help`` lists it."""

    arguments: str
    meaning: str
    obey: Callable[[Terminal, list[str]], None]


DOT_COMMANDS = {
    ".json": DotCommand("", "show or hide the request and response JSON", Terminal.toggle_json),
    ".record": DotCommand("FILE [--append-quit]", "write what was said to FILE", Terminal.record),
    ".silence": DotCommand("", "say nothing: reprompt, then the end", Terminal.be_silent),
    ".fail": DotCommand("", "let the device fail to play a hold, as some may", Terminal.fail),
    ".after": DotCommand("SECONDS", "say the next thing so long after the last", Terminal.wait),
    ".help": DotCommand("", "show this list", Terminal.help),
    ".quit": DotCommand("", "leave (so do Ctrl-C and Ctrl-D)", Terminal.quit),
}


def print_exchange(exchange: Exchange, *, show_json: bool = False) -> None:
    """Print the response as the user hears it."""
    if show_json:
        for part in (exchange.request, exchange.response):
            print(json.dumps(part, indent=2, ensure_ascii=False))
    print(ALEXA + shown_text(exchange.ssml))
    if exchange.ended:
        print("Session ended")


def write_replay(file: Path, session: Session, said: list[str]) -> None:
    """Write the utterances *said* as a replay file of ``ask dialog``; may raise ConsoleError."""
    try:
        file.write_text(replay_of(session.locale, said), encoding="utf-8")
    except OSError as error:
        raise ConsoleError(f"{file}: {error.strerror}") from error
