"""Measure the speed of the skill, compared with the limit of its stack and Amazon's adapters."""
