"""A whole installation in one file, and back: archive, and one module a database."""
