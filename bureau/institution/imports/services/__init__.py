"""Every change of imports: files staged, renames settled, what follows written, taken back."""
