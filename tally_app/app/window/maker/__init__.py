"""The pages of the maker: an election in the making, kept on disk whenever something is typed."""
