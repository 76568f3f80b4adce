"""The relation language: parsed, bound, run and written."""
