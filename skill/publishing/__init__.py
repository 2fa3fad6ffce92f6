"""The package for Amazon's skill store: manifest, models, icons, and its checks."""
