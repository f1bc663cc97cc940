"""Typed actions that change the organisation, and what they would do before anyone decides them."""
