"""Pages of imports: the list with its form, one import as it looks, and what is done with it."""
