"""Amazon's limits on requests and responses, from the documentation of the Alexa Skills Kit."""

from __future__ import annotations

#: The longest speech, in characters of SSML, and the longest card.
SPEECH_CHARACTERS = 8_000
CARD_CHARACTERS = 8_000
#: "24 kilobytes" in the older documentation, 120 in the newer; this is the smaller one.
RESPONSE_BYTES = 24_000
#: The longest SSML break, in seconds.
BREAK_SECONDS = 10.0
#: The most ``<audio>`` tags in one speech.
AUDIO_TAGS = 5
#: The most Audio components in one APL-A document.
APLA_AUDIO_COMPONENTS = 15
#: Seconds that Alexa waits for a response.
RESPONSE_SECONDS = 8.0
#: Seconds that Alexa listens before the reprompt, and again after it.
LISTENING_SECONDS = 8
