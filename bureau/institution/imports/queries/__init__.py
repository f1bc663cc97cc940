"""What is read of imports: what follows from files, the dry run, the list."""
