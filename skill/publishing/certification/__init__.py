"""Amazon's certification tests, run on the real endpoint."""
