"""Elections in the making and the files they are kept in: election files, workbooks."""
