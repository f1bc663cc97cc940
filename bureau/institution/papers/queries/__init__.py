"""What papers say: the phrases that ship, and those of an organisation over them."""
