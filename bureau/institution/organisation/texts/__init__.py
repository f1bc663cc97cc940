"""What is said of the structure, as whole sentences in the reader's language."""
