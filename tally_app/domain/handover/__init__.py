"""What is handed from a commission to a precinct: the package, who signed it, what changed."""
