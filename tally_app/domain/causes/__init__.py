"""Slips of the hand: which would explain what fails, which were planted, how entries differ."""
