"""Papers written: every block of a paper once in each format, and read back from our own files."""
