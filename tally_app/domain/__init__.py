"""What a precinct night is: forms, counts, relations, events, the record. Pure: no I/O, no Qt."""
