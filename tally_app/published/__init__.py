"""Published tables of results, checked by arithmetic alone: an annex nothing of the night knows."""
