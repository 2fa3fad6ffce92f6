"""Between Amazon's JSON and our requests, turns and states."""
