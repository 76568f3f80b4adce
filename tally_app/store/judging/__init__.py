"""What a file is, before anything of it is written: itself and what lies beside it."""
