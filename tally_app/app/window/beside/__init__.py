"""What stands beside the night: the help, and the page of this computer."""
