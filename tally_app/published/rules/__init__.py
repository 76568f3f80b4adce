"""What a printed table must fulfil; pure."""
