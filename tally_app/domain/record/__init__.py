"""What leaves the night: the record, other documents, their check value."""
