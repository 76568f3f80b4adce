"""Copies of nights: made while one is open, found again, opened, carried to another computer."""
