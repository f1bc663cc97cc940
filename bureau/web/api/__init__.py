"""What the api files of all apps share: calls, words, pages by key, refusals."""
