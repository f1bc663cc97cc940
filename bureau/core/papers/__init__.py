"""Papers: the canonical value of each kind, and how it is set as blocks in one language."""
