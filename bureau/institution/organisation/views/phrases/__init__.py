"""Pages of what papers say: the catalogue, one phrase in six languages, and files of it."""
