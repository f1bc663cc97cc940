"""Reading notices and the outbox, and writing the letter that a mail carries."""
