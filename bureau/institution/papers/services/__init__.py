"""Every change of what papers say."""
