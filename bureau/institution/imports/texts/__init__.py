"""What is said of imports: why something is left out, words of their pages, what they offer."""
