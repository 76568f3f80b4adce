"""The main window, its dialogs, crashes and printing."""
