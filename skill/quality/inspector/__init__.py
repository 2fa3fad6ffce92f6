"""Explain one turn: trace, session in words, limits used."""
