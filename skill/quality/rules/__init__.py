"""Rules that every answer must keep."""
