"""What one form must agree with itself on."""
