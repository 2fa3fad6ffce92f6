"""The test console as a local web page."""
