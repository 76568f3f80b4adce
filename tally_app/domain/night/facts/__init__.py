"""What can happen in a night: each fact with what is stored of it, its permit and its change."""
