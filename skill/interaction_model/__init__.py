"""What Alexa understands: compact utterances and the catalog become Amazon's interaction models."""
