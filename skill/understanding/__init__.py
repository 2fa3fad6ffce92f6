"""What spoken words mean, in production and in the console; the words are data of a language."""
