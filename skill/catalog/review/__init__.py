"""The sheet a clinician signs, and how each claim is accounted for."""
