"""Packages from a commission to a precinct: made, recognised, shown, taken."""
