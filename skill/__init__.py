"""Cramp Coach: an Alexa skill that coaches people through a leg cramp."""

from __future__ import annotations
