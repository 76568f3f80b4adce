"""Making an election: from tables, by the rules of the maker, into an election file."""
