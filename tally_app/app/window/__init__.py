"""The window's partner: shell, start page, services, failures."""
