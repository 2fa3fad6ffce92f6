"""Helpers for all packages: strict YAML, paths, atomic writes, the request log."""
