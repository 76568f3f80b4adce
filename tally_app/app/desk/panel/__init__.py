"""The panel beside the page: findings, likely causes, cards."""
