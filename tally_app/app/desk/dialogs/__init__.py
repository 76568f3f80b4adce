"""What is asked in a dialog, and what is done with the answers."""
