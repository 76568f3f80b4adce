"""What fills the window: the start page, the desk and the parts of the desk."""
