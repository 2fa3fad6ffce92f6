"""Speech synthesis and recognition, and the playback of an answer."""
