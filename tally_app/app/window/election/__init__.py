"""An election as it comes to a precinct: taken, put right, typed from paper, amended."""
