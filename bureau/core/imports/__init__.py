"""What files of other houses say, and what follows from it for the structure: pure, no files."""
