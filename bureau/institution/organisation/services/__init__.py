"""Every change of organisations, their reference data, wordings, descriptions and structure."""
