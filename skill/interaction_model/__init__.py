"""Build and check Amazon's interaction models from compact utterances and the catalog."""
