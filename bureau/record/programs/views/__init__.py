"""The pages on which a person lets programs in and has addresses told."""
