"""Pages of papers that were kept, and of those that were released."""
