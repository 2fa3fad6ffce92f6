"""How fast the skill answers, beside the limit of its stack and beside Amazon's own adapters."""
