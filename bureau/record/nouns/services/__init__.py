"""Acts on the rows of any noun, through the services of its app."""
