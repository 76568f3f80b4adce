"""The pages of the maker: an election in the making."""
