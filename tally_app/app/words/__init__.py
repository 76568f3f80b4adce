"""Sentences for window, papers and command line alike."""
