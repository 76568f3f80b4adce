"""What stands beside the night: the help, the page of this computer, the trainer's page."""
