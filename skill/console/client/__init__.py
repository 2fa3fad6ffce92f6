"""Talk to a skill: devices, signed requests, sessions, exchanges."""
