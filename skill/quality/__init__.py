"""Check the rules for every answer of Cramp Coach, and explain its turns to the console."""
