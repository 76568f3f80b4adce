"""What comes in from outside: files read with limits, and what none of them may hold."""
