"""The offline voices of the console, with a common interface."""

from __future__ import annotations

import importlib.util
import io
import shutil
import subprocess
import wave
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import ConsoleError
from ..response.ssml_parts import Manner
from .whisper_effect import whisper

#: Mono sound; each sample is a number from -1 to 1.
Samples = NDArray[np.float32]

MISSING = "no voice is installed: install the package hibari-tts, or the program espeak-ng"
ESPEAK = "espeak-ng"
#: espeak-ng's default words a minute, near Alexa's rate, and its default pitch.
ESPEAK_PACE = 160
ESPEAK_PITCH = 50
#: The factor of hibari's speed that gives about Alexa's rate.
HIBARI_PACE = 0.8
#: The range of rates that the voices support.
SLOWEST, FASTEST = 0.5, 2.0


class Voice(Protocol):
    """A speech synthesiser."""

    name: str
    #: Samples a second.
    rate: int

    def say(self, text: str, manner: Manner) -> Samples:
        """Return *text* as samples; the caller applies the volume."""


class Hibari:
    """A natural voice from the extra ``console``; it ignores the pitch."""

    name = "hibari"

    def __init__(self) -> None:
        from hibari import Hibari as Engine

        self._engine = Engine()
        self.rate = int(self._engine.sample_rate)

    def say(self, text: str, manner: Manner) -> Samples:
        """Return *text* as samples; the result is deterministic."""
        speed = HIBARI_PACE * min(max(manner.rate, SLOWEST), FASTEST)
        samples = np.asarray(self._engine(text, speed=speed, seed=0), dtype=np.float32)
        return whisper(samples, self.rate) if manner.whispered else samples


class Espeak:
    """The voice of the program espeak-ng, if installed; it sounds artificial."""

    name = "espeak"
    rate = 22050

    def __init__(self) -> None:
        self._program = shutil.which(ESPEAK) or ESPEAK

    def say(self, text: str, manner: Manner) -> Samples:
        """Return *text* as samples."""
        pace = round(ESPEAK_PACE * min(max(manner.rate, SLOWEST), FASTEST))
        pitch = round(min(ESPEAK_PITCH * manner.pitch, 99))
        voice = "en-us+whisper" if manner.whispered else "en-us"
        options = ["-v", voice, "-s", str(pace), "-p", str(pitch), "--stdin", "--stdout"]
        done = subprocess.run(  # noqa: S603  our own options; the text goes in as its input
            [self._program, *options], input=text.encode(), capture_output=True, check=True
        )
        samples, rate = read_wav(done.stdout)
        if rate != self.rate:
            raise ConsoleError(f"espeak-ng speaks at {rate} samples a second, not {self.rate}")
        return samples


def hibari_installed() -> bool:
    """Return whether the natural voice is installed."""
    return importlib.util.find_spec("hibari") is not None


def espeak_installed() -> bool:
    """Return whether the program espeak-ng is installed."""
    return shutil.which(ESPEAK) is not None


def installed_voices() -> list[Voice]:
    """Return the installed voices, the best first; raise ConsoleError if there is none."""
    voices: list[Voice] = []
    if hibari_installed():
        voices.append(Hibari())
    if espeak_installed():
        voices.append(Espeak())
    if not voices:
        raise ConsoleError(MISSING)
    return voices


def read_wav(data: bytes) -> tuple[Samples, int]:
    """Return the samples of a 16-bit WAV file, mono or mixed from stereo, and their rate.

    Raises:
        ConsoleError: If it is no WAV file, or does not have 16 bits.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            # The length in the header is wrong if a program wrote to a pipe: read what exists.
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ConsoleError(f"this is no WAV file: {error}") from error
    if width != 2:
        raise ConsoleError(f"a WAV file of {8 * width} bits; it needs 16")
    samples = np.frombuffer(frames, dtype="<i2").astype(np.float32) / 32768
    return samples.reshape(-1, channels).mean(axis=1, dtype=np.float32), rate


def write_wav(samples: Samples, rate: int) -> bytes:
    """Return *samples* as a 16-bit mono WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return buffer.getvalue()
