"""The second look: compared entries and reading back."""
