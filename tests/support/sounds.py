"""A synthetic voice without installed packages, and measurements of sounds."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from skill.console.audio.voices import Samples
from skill.console.response.ssml_parts import Manner

#: The range of the pitch of adult voices, in hertz.
LOWEST, HIGHEST = 70, 400
FRAME_SECONDS = 0.04
#: Frames quieter than this share of the loudest one count as silence.
QUIET = 0.1
#: The frequency bands in which spectral envelopes are compared.
BANDS = np.geomspace(300, 8000, 19)


class Hum:
    """A voice that hums a tenth of a second for each word, with silence before and after."""

    name = "hum"
    rate = 16_000

    def say(self, text: str, manner: Manner) -> Samples:
        count = int(self.rate * 0.1 * len(text.split()) / manner.rate)
        hum = np.sin(np.arange(count) / 5).astype(np.float32)
        silence = np.zeros(self.rate // 2, np.float32)
        return np.concatenate([silence, hum, silence])


def voiced_share(samples: Samples, rate: int) -> float:
    """Return the share of the speech frames that have a pitch, from 0 to 1."""
    frames = _frames(samples, rate)
    loud = np.sqrt((frames**2).mean(axis=1))
    spoken = frames[loud > QUIET * loud.max()]
    return float(np.mean([_is_voiced(frame, rate) for frame in spoken]))


def alike(one: Samples, other: Samples, rate: int) -> float:
    """Return the mean correlation of the spectral envelopes of two sounds."""
    first, second = _envelopes(one, rate), _envelopes(other, rate)
    loud = first.mean(axis=1)
    spoken = loud > np.median(loud)
    pairs = zip(first[spoken], second[spoken], strict=True)
    return float(np.mean([np.corrcoef(a, b)[0, 1] for a, b in pairs]))


def _frames(samples: Samples, rate: int) -> NDArray[np.float64]:
    size = int(FRAME_SECONDS * rate)
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[:: size // 2]
    return frames.astype(np.float64)


def _is_voiced(frame: NDArray[np.float64], rate: int) -> bool:
    still = frame - frame.mean()
    again = np.correlate(still, still, "full")[len(still) - 1 :]
    return bool(again[rate // HIGHEST : rate // LOWEST].max() > 0.5 * again[0])


def _envelopes(samples: Samples, rate: int) -> NDArray[np.float64]:
    frames = _frames(samples, rate)
    power = np.log(np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]))) ** 2 + 1e-8)
    places = np.searchsorted(np.fft.rfftfreq(frames.shape[1], 1 / rate), BANDS)
    bands = [power[:, low:high].mean(axis=1) for low, high in itertools.pairwise(places)]
    return np.array(bands).T
