"""Test with sound: speak phrases, recognise, resolve and answer them, speak the responses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from ..audio.recognition import SpeechRecognizer, Whisper
from ..audio.synthesis import SynthesizedSpeech, synthesize
from ..audio.voices import Voice, installed_voices, write_wav
from ..client.alexa_skill import AlexaSkill
from ..client.skill_client import SkillClient
from ..nlu.classifier.training_data import fill
from ..nlu.model_reader import Model
from ..progress import progress
from ..response.ssml_parser import read_ssml
from ..response.ssml_parts import Manner, SsmlPause

#: The largest difference between the silences of a response and its breaks, in seconds.
EXACT = 0.001


@dataclass(frozen=True)
class Heard:
    """An intent, the words of a phrase, the recognised ones, the resolved intent, the response."""

    intent: str
    said: Sequence[str]
    heard: Sequence[str]
    actual: str
    answer: SynthesizedSpeech
    #: The seconds of the breaks in the response's SSML.
    breaks: float

    @property
    def errors(self) -> int:
        """The number of wrong, missing and additional words."""
        return word_errors(self.said, self.heard)


@dataclass(frozen=True)
class AcousticReport:
    """The results of one voice."""

    voice: str
    heard: Sequence[Heard]

    @property
    def word_error_rate(self) -> float:
        """The number of word errors divided by the number of spoken words."""
        words = sum(len(one.said) for one in self.heard)
        return sum(one.errors for one in self.heard) / max(words, 1)

    @property
    def accuracy(self) -> float:
        """The share of the phrases with the correct intent."""
        right = sum(one.actual == one.intent for one in self.heard)
        return right / max(len(self.heard), 1)

    @property
    def inexact(self) -> list[Heard]:
        """The responses whose pauses differ from their SSML, or that have no speech."""
        return [
            one
            for one in self.heard
            if abs(_silence(one.answer, "break") - one.breaks) > EXACT
            or not one.answer.total("speech")
        ]

    def lines(self) -> Iterator[str]:
        """Yield the row of the voice in the table."""
        speech = sum(one.answer.total("speech") for one in self.heard)
        silence = sum(one.answer.total("silence") for one in self.heard)
        spoken = len(self.heard) - len(self.inexact)
        yield (
            f"{self.voice:10}{len(self.heard):8}{self.word_error_rate:17.1%}{self.accuracy:17.1%}"
            f"{spoken:8} of {len(self.heard)}{speech:10.0f} s{silence:10.0f} s"
        )


HEADING = (
    f"{'voice':10}{'phrases':>8}{'word error rate':>17}{'intents right':>17}"
    f"{'answers spoken':>15}{'speech':>11}{'silence':>12}"
)


def acoustic_report(
    skill: AlexaSkill, voice: Voice, listener: SpeechRecognizer, locale: str, per_intent: int
) -> AcousticReport:
    """Speak *per_intent* phrases of every intent with *voice*, each in a new session."""
    console = SkillClient(skill)
    said = phrases(console.resolver(locale).model, per_intent)
    return AcousticReport(
        voice.name,
        [
            hear_phrase(console, locale, intent, phrase, voice, listener)
            for intent, phrase in progress(said, f"phrases by {voice.name}")
        ],
    )


def hear_phrase(
    console: SkillClient,
    locale: str,
    intent: str,
    said: str,
    voice: Voice,
    listener: SpeechRecognizer,
) -> Heard:
    """Speak, recognise, resolve and answer one phrase, and synthesise the response."""
    sound = write_wav(voice.say(said, Manner()), voice.rate)
    heard = listener.words(sound)
    exchange = console.session(locale).say(heard)
    breaks = sum(part.seconds for part in read_ssml(exchange.ssml) if isinstance(part, SsmlPause))
    answer = synthesize(exchange.ssml, voice)
    words = console.resolver(locale).model.normalizer.words
    return Heard(intent, words(said), words(heard), exchange.intent, answer, breaks)


def phrases(model: Model, per_intent: int) -> list[tuple[str, str]]:
    """Return *per_intent* samples of every intent with samples, with slot values."""
    values = {
        kind: cycle([said[0] for said in values.values()]) for kind, values in model.types.items()
    }
    return [
        (intent.name, fill(sample, intent.slots, values))
        for intent in model.intents.values()
        for sample in _spread(intent.samples, per_intent)
    ]


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return the edit distance between *said* and *heard*, in words."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, start=1):
        last, row = row, [place]
        for at, other in enumerate(heard, start=1):
            row.append(min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (word != other)))
    return row[-1]


def run_round_trip(skill: AlexaSkill, locale: str, per_intent: int) -> int:
    """Print the faults and a table; return 1 if a response was not spoken as written."""
    listener = Whisper()
    reports = [
        acoustic_report(skill, voice, listener, locale, per_intent) for voice in installed_voices()
    ]
    for report in reports:
        for one in report.heard:
            if one.actual != one.intent:
                said, heard = " ".join(one.said), " ".join(one.heard)
                print(f"{report.voice}: {one.intent}: said {said!r}, heard {heard!r}")
                print(f"    taken for {one.actual}")
    print(HEADING)
    for report in reports:
        print(*report.lines(), sep="\n")
    return 1 if any(report.inexact for report in reports) else 0


def _silence(spoken: SynthesizedSpeech, text: str) -> float:
    moments = (one for one in spoken.timeline if one.kind == "silence" and one.text == text)
    return sum(one.end - one.start for one in moments)


def _spread(samples: Sequence[str], count: int) -> list[str]:
    step = max(1, len(samples) // count)
    return list(samples[step // 2 :: step][:count])
