"""The help as the window has it: open or not, and where the cursor of the night is."""
