"""The evening of a finished protocol: printed or written, signed, posted, copied, handed over."""
