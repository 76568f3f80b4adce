"""Files to domain objects: forms, elections, texts, nights; every problem with its remedy."""
