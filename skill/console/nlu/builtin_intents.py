"""Utterances for Amazon's built-in intents, which have no samples in a model."""

from __future__ import annotations

from collections.abc import Mapping

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "AMAZON.StopIntent": (
        "stop", "stop it", "stop that", "please stop", "stop now", "stop talking", "stop please",
        "just stop", "that is enough", "enough", "off", "shut up", "be quiet", "quiet", "exit",
        "quit", "i am done", "bye", "goodbye", "good night", "end", "turn off", "close", "finish",
        "okay stop", "okay that is enough", "stop the skill", "leave me alone",
    ),
    "AMAZON.CancelIntent": (
        "cancel", "never mind", "forget it", "cancel that", "cancel it", "forget about it",
        "no never mind", "leave it", "scrap that", "do not bother",
    ),
    "AMAZON.HelpIntent": (
        "help", "help me", "what can i say", "what can you do", "how do i use this",
        "can you help me", "what are my options", "what do i say", "what should i say",
        "i do not know what to say", "what can i ask", "how does this work",
    ),
    "AMAZON.NavigateHomeIntent": (
        "go home", "home", "go to the home screen", "take me home", "return to the home screen",
        "home screen", "go back to the home screen",
    ),
    "AMAZON.YesIntent": (
        "yes", "yes please", "yeah", "yep", "yup", "sure", "okay", "of course", "yes it is", "aye",
        "yes i do", "yes i am", "right", "correct", "that is right", "please do", "all right",
        "go on then", "absolutely", "definitely", "uh huh", "yes it has", "i think so", "ya",
        "yes go ahead", "why not", "sounds good",
    ),
    "AMAZON.NoIntent": (
        "no", "no thanks", "no thank you", "nope", "nah", "not really", "no it is not",
        "i do not think so", "no i do not", "no way", "not yet", "no i am not", "not at all",
        "no it has not", "not now", "nay", "no not really",
    ),
    "AMAZON.RepeatIntent": (
        "repeat", "repeat that", "say that again", "say it again", "what did you say", "pardon",
        "come again", "one more time", "again please", "i did not hear you", "i missed that",
        "i did not hear that", "sorry what", "what was that", "can you repeat that", "excuse me",
        "could you say that again", "tell me again", "i did not get that", "once more",
    ),
    "AMAZON.NextIntent": (
        "next", "next one", "skip", "skip this", "go on", "move on", "next step", "next please",
        "tell me more", "more", "go to the next one", "what is next", "skip ahead", "what else",
    ),
    "AMAZON.PreviousIntent": (
        "previous", "go back", "back", "previous step", "back one", "the one before",
        "go back one", "last step", "go back a step", "the step before", "back up",
    ),
    "AMAZON.PauseIntent": (
        "pause", "wait", "hold on", "wait a minute", "pause please", "one moment", "just a moment",
        "hang on", "give me a minute", "pause it", "hold on a second", "wait a second",
        "just a second", "hang on a minute", "wait please", "one second", "not so fast wait",
    ),
    "AMAZON.ResumeIntent": (
        "resume", "continue", "carry on", "keep going", "unpause", "play", "go ahead", "i am ready",
        "i am back", "okay continue", "continue please", "keep on going", "pick up where we were",
    ),
    "AMAZON.StartOverIntent": (
        "start over", "restart", "start again", "from the beginning", "begin again",
        "go back to the start", "back to the beginning", "start from the top", "from the top",
        "start from the beginning", "take it from the top", "do the whole thing again",
    ),
}  # fmt: skip
