"""Explore every state of the dialogue with every input."""
