"""Files of papers as lines and grids, whoever wrote them, under limits."""
