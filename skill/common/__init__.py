"""What every package may use: strict YAML, paths, atomic writes, the request log."""
