"""The pages of any noun."""
