"""Measure how well utterances are understood."""
