"""From an utterance to an intent and its slots."""
