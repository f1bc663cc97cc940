"""Meetings in time: how documents are numbered, when they are due, how an agenda fills sittings."""
