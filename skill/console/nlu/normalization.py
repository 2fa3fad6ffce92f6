"""Normalise the spelling of samples and utterances, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

#: Contractions whose long form does not follow from the ending.
IRREGULAR = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "o'clock": "oclock",
}

#: Endings after an apostrophe. Possessives become " is" too, in samples and utterances alike.
ENDINGS = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'m": " am",
    "'d": " would",
    "'s": " is",
}

#: Contractions without an apostrophe.
BARE = {
    "its": "it is",
    "thats": "that is",
    "whats": "what is",
    "wheres": "where is",
    "theres": "there is",
    "hows": "how is",
    "whos": "who is",
    "whys": "why is",
    "hes": "he is",
    "shes": "she is",
    "lets": "let us",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "theyre": "they are",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "wasnt": "was not",
    "arent": "are not",
    "havent": "have not",
    "hasnt": "has not",
    "cant": "can not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "wouldnt": "would not",
    "wont": "will not",
    "aint": "is not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "kinda": "kind of",
    "sorta": "sort of",
    "outta": "out of",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "tho": "though",
    "wot": "what",
    "ya": "you",
    "ye": "you",
    "yer": "your",
    "cannae": "can not",
    "canny": "can not",
    "dinnae": "do not",
    "disnae": "does not",
    "didnae": "did not",
    "isnae": "is not",
    "wasnae": "was not",
    "willnae": "will not",
    "winnae": "will not",
    "wouldnae": "would not",
    "couldnae": "could not",
    "havenae": "have not",
    "hasnae": "has not",
    "naw": "no",
    "wi": "with",
    "aw": "all",
    "oot": "out",
    "doon": "down",
    "hurtin": "hurting",
    "killin": "killing",
    "crampin": "cramping",
    "goin": "going",
    "gettin": "getting",
    "ok": "okay",
    "999": "nine nine nine",
    "911": "nine one one",
    "112": "one one two",
    "000": "triple zero",
    "111": "one one one",
}

NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty"}

_ENDING = re.compile("(" + "|".join(ENDINGS) + r")\b")
_IRREGULAR = re.compile(r"(?<![\w'])(" + "|".join(IRREGULAR) + r")(?![\w'])")
_QUOTE = re.compile("[\u2018\u2019`]")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_UNABLE = re.compile(r"\b(?:(?:am|is|are) )?(?:not able to|unable to)\b")


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Return *text* in lower case with single spaces, contractions and numbers written out.

    "not able to" becomes the same as "can't".
    """
    text = _QUOTE.sub("'", unicodedata.normalize("NFKC", text).lower())
    # Drawn-out words, such as "owww" and "nooo".
    text = _DRAWN_OUT.sub(r"\1", text)
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    text = _IRREGULAR.sub(lambda found: IRREGULAR[found[0]], text)
    text = _ENDING.sub(lambda found: ENDINGS[found[1]], text)
    words = re.findall(r"[^\W_]+", text.replace("'", ""))
    plain = " ".join(BARE.get(word) or _number(word) for word in words)
    return _UNABLE.sub("can not", plain)


@lru_cache(maxsize=10_000)
def singular(word: str) -> str:
    """Return *word* without a plural ending, by a simple rule for values and utterances."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ves") and len(word) > 4:
        return word[:-3] + "f"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def unrepeated(words: Sequence[str]) -> list[str]:
    """Return *words* with immediate repetitions removed, as spoken in panic."""
    kept = list(words)
    for size in range(len(kept) // 2, 0, -1):
        at = 0
        while at + 2 * size <= len(kept):
            if kept[at : at + size] == kept[at + size : at + 2 * size]:
                del kept[at : at + size]
            else:
                at += 1
    return kept


def _number(word: str) -> str:
    if not word.isascii() or not word.isdigit() or len(word) > 2:
        return word
    value = int(word)
    if value < len(NUMBERS):
        return NUMBERS[value]
    tens = TENS.get(value - value % 10)
    if tens is None:
        return word
    return tens if value % 10 == 0 else f"{tens} {NUMBERS[value % 10]}"
