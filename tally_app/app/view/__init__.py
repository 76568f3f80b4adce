"""What the window may know: values only."""
