"""What is read aloud, painted."""
