"""Conversation files: read, play and record them."""
