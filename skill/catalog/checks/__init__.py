"""Checks of the content, each problem as ``file: place: what is wrong``."""
