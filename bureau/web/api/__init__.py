"""What the api files of all apps share: calls, words, pages by key, refusals."""

PREFIX = "/api/"
"""Every address of the api begins so, and none of a page."""
