"""Read ``interaction_model/<language>/noise.yaml``: the noise of a language for `robustness`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ...common.paths import MODELS
from ...understanding.language import OPTIONAL, LanguageError, read_typed
from ..errors import ConsoleError

FILE_NAME = "noise.yaml"


@dataclass(frozen=True)
class Carrier:
    """A sentence for signs that begin with a word of `first`, or have a word of `has`."""

    sentence: str
    first: tuple[str, ...] = field(default=(), metadata=OPTIONAL)
    has: tuple[str, ...] = field(default=(), metadata=OPTIONAL)

    def fits(self, sign: str) -> bool:
        """Return whether *sign* can be said in this sentence."""
        words = sign.lower().split()
        always = not self.first and not self.has
        return always or words[0] in self.first or not set(words).isdisjoint(self.has)


@dataclass(frozen=True)
class NoiseWords:
    """The fillers, frames, carrier sentences and sound-alikes of a language."""

    fillers: tuple[str, ...]
    #: Texts with ``{}`` in the place of the utterance.
    frames: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    #: Each a family of words that are taken for one another.
    sound_alikes: tuple[tuple[str, ...], ...]

    def alikes(self) -> dict[str, tuple[str, ...]]:
        """Return each word with the words that it is misheard as."""
        alikes: dict[str, tuple[str, ...]] = {}
        for family in self.sound_alikes:
            for word in family:
                others = tuple(other for other in family if other != word)
                alikes[word.lower()] = alikes.get(word.lower(), ()) + others
        return alikes

    def carried(self, sign: str) -> str:
        """Return *sign* in the first sentence that fits."""
        return next(one.sentence for one in self.carriers if one.fits(sign)).format(sign)


@lru_cache(maxsize=4)
def noise_words(language: str) -> NoiseWords:
    """Return the noise of *language*, such as "en"; raise ConsoleError if it cannot be read."""
    try:
        return read_typed(MODELS / language / FILE_NAME, NoiseWords)
    except LanguageError as error:
        raise ConsoleError(str(error)) from error
