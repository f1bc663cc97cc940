"""What the pages of the journal say: acts by name, standing lists, rights, refusals."""
