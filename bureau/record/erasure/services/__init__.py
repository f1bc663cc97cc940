"""Erasing by two persons, holding it up, replaying it after a restore, and what it leaves clean."""
