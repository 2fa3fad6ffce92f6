"""The Alexa developer console at home: it imports the app, and nothing imports it."""
