"""Which paper can be made now, and its bytes."""
