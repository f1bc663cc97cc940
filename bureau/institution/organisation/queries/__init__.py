"""Every read of structure, posts, people in posts and reference data."""
