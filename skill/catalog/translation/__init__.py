"""Start a translation, and count what is still to do in it."""
