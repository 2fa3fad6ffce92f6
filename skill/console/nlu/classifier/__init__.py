"""The linear classifier of intents: features, training, cache."""
