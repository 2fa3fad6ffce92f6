"""The command line of the console and its terminal dialog."""
