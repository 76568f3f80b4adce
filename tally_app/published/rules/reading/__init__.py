"""From a text to the table it holds: cells, columns, rows and what each of them is."""
