"""Convert speech to a whisper: keep the resonances of the mouth, replace voiced sound by noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Matrix = NDArray[np.float64]

#: Frames of 20 ms: shorter than a phone, longer than a period of the vocal cords.
FRAME_SECONDS = 0.02
#: Each frame starts a quarter of a frame after the previous one.
OVERLAP = 4
#: The limit in the cepstrum, in seconds: below it are the resonances of the mouth, above it the
#: vocal cords, at 80 to 400 Hz.
MOUTH_SECONDS = 0.0015
#: A whisper has little energy below this frequency.
LOW_HERTZ = 250
QUIET = 1e-7


def whisper(samples: Samples, rate: int) -> Samples:
    """Return *samples* as a whisper of the same length and loudness; deterministic."""
    size = 2 * int(FRAME_SECONDS * rate / 2)
    step = size // OVERLAP
    window = np.hanning(size + 1)[:-1]
    length = -(-(len(samples) + 2 * size) // step) * step + size
    padded = np.zeros(length)
    padded[size : size + len(samples)] = samples
    noise = np.random.default_rng(0).standard_normal(length)
    spoken, random = _frames(padded, window, step), _frames(noise, window, step)
    shaped = np.fft.irfft(_mouths(spoken, rate) * np.fft.rfft(random), size)
    loud = np.sqrt((spoken**2).mean(axis=1) / ((shaped**2).mean(axis=1) + QUIET**2))
    whole = _overlap_sum(shaped * loud[:, None] * window, step, length)
    return whole[size : size + len(samples)].astype(np.float32)


def _frames(samples: Matrix, window: Matrix, step: int) -> Matrix:
    return np.lib.stride_tricks.sliding_window_view(samples, len(window))[::step] * window


def _mouths(frames: Matrix, rate: int) -> Matrix:
    """Return the spectral envelope of each frame."""
    size = frames.shape[1]
    cepstrum = np.fft.irfft(np.log(np.abs(np.fft.rfft(frames)) + QUIET), size)
    kept = int(MOUTH_SECONDS * rate)
    cepstrum[:, kept : size - kept + 1] = 0
    hertz = np.fft.rfftfreq(size, 1 / rate)
    return np.exp(np.fft.rfft(cepstrum).real) * np.minimum(1, hertz / LOW_HERTZ)


def _overlap_sum(frames: Matrix, step: int, length: int) -> Matrix:
    """Return the sum of the overlapping frames, at their original loudness."""
    whole = np.zeros(length)
    for place in range(OVERLAP):
        run = frames[place::OVERLAP].reshape(-1)
        whole[place * step : place * step + len(run)] += run
    # The squares of Hann windows, a quarter apart, add up to 1.5.
    return whole / 1.5
