"""The kit of nouns: one value per kind of thing gives its pages, files, api and wiring."""
