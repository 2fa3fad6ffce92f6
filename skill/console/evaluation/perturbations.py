"""Simulated noise in utterances: lost, added and misheard words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from .noise_words import NoiseWords

#: The fewest words of a phrase that is cut.
FEWEST_WORDS = 3

#: The kinds of noise that remove words.
LOSING = frozenset({"dropped word", "cut beginning", "cut end"})

Words = Sequence[str]
#: Returns the changed words, or None if this kind of noise is not possible.
Noise = Callable[[Words, Random], str | None]


def noises(words_of: NoiseWords) -> dict[str, Noise]:
    """Return the kinds of noise by name, with the words of a language."""
    alikes = words_of.alikes()
    return {
        "dropped word": _dropped,
        "sound-alike": lambda words, random: _alike(words, random, alikes),
        "cut beginning": lambda words, _: _joined_words(words[1:], len(words)),
        "cut end": lambda words, _: _joined_words(words[:-1], len(words)),
        "filler": lambda words, random: _with_filler(words, random, words_of.fillers),
        "longer sentence": lambda words, random: random.choice(words_of.frames).format(
            " ".join(words)
        ),
    }


def noised(
    phrase: str, per_phrase: int, seed: int, kinds: Mapping[str, Noise]
) -> Iterator[tuple[str, str]]:
    """Yield a kind of noise and *phrase* with it, at most *per_phrase* variants of each kind.

    The variants depend only on the phrase and the seed.
    """
    words = phrase.split()
    for kind, noise in kinds.items():
        random = Random(f"{seed} {kind} {phrase}")  # noqa: S311  nothing here is secret
        made = (noise(words, random) for _ in range(per_phrase))
        yield from ((kind, one) for one in dict.fromkeys(made) if one and one != phrase)


def _joined_words(words: Words, before: int) -> str | None:
    return " ".join(words) if before >= FEWEST_WORDS else None


def _dropped(words: Words, random: Random) -> str | None:
    at = random.randrange(len(words))
    return _joined_words([*words[:at], *words[at + 1 :]], len(words))


def _alike(words: Words, random: Random, alikes: Mapping[str, Words]) -> str | None:
    places = [at for at, word in enumerate(words) if word.lower() in alikes]
    if not places:
        return None
    at = random.choice(places)
    return " ".join([*words[:at], random.choice(alikes[words[at].lower()]), *words[at + 1 :]])


def _with_filler(words: Words, random: Random, fillers: Words) -> str:
    at = random.randrange(len(words) + 1)
    return " ".join([*words[:at], random.choice(fillers), *words[at:]])
