"""The folder this copy runs from: which files it should hold, and which it does hold."""
