"""What the example says, in six languages; English is original, and our rendering."""
