"""What a form and an election file say, and how their lines and rows are numbered."""
