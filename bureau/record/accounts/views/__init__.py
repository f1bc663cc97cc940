"""The pages of people and of how they sign in."""
