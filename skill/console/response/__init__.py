"""Read a response: SSML, audio documents, timing, Alexa's limits."""
