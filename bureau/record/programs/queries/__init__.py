"""Reads of what lets programs in and what tells them."""
