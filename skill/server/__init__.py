"""HTTP: the endpoint, error responses, health, metrics, legal pages, settings."""
