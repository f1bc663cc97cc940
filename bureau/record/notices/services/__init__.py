"""Telling people what waits for them: notices, the mail that says so, and settling what failed."""
