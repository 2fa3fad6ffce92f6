"""Simulated noise in utterances: lost, added and misheard words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

SOUND_ALIKES_FILE = Path(__file__).with_name("sound_alikes.txt")
#: Fillers between two words.
FILLERS = ("um", "uh", "er", "oh", "you know", "like", "I mean", "please", "ow", "oh god")
#: Phrases around an utterance that do not change its intent.
FRAMES = (
    "so I was lying here and {} and I don't know",
    "hang on a minute {}",
    "I was just getting up and {} you know what I mean",
    "listen alexa {} okay",
    "it started a while ago and now {}",
    "well the thing is {} can you hear me",
    "um yes but {}",
    "thanks but {}",
)
#: The fewest words of a phrase that is cut.
FEWEST_WORDS = 3

#: The kinds of noise that remove words.
LOSING = frozenset({"dropped word", "cut beginning", "cut end"})

Words = Sequence[str]
#: Returns the changed words, or None if this kind of noise is not possible.
Noise = Callable[[Words, Random], str | None]


def noises(alikes: Mapping[str, Words]) -> dict[str, Noise]:
    """Return the kinds of noise by name."""
    return {
        "dropped word": _dropped,
        "sound-alike": lambda words, random: _alike(words, random, alikes),
        "cut beginning": lambda words, _: _joined(words[1:], len(words)),
        "cut end": lambda words, _: _joined(words[:-1], len(words)),
        "filler": _filled,
        "longer sentence": lambda words, random: random.choice(FRAMES).format(" ".join(words)),
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


def read_sound_alikes(file: Path = SOUND_ALIKES_FILE) -> dict[str, tuple[str, ...]]:
    """Return each word of the table with the words that it is misheard as."""
    alikes: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in file.read_text(encoding="utf-8").splitlines():
        family = line.split() if not line.startswith("#") else []
        for word in family:
            alikes[word.lower()] += tuple(other for other in family if other != word)
    return dict(alikes)


def _joined(words: Words, before: int) -> str | None:
    return " ".join(words) if before >= FEWEST_WORDS else None


def _dropped(words: Words, random: Random) -> str | None:
    at = random.randrange(len(words))
    return _joined([*words[:at], *words[at + 1 :]], len(words))


def _alike(words: Words, random: Random, alikes: Mapping[str, Words]) -> str | None:
    places = [at for at, word in enumerate(words) if word.lower() in alikes]
    if not places:
        return None
    at = random.choice(places)
    return " ".join([*words[:at], random.choice(alikes[words[at].lower()]), *words[at + 1 :]])


def _filled(words: Words, random: Random) -> str:
    at = random.randrange(len(words) + 1)
    return " ".join([*words[:at], random.choice(FILLERS), *words[at:]])
