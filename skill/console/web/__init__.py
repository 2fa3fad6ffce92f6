"""The test console as a web page on this machine: talk, hear, see, understand, record, doubt."""
