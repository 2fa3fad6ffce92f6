"""The package for Amazon's store: manifest, icons, policies, and the checks that it must pass."""
