"""Packages as files: packed and unpacked with limits, signed and verified, keys kept."""
