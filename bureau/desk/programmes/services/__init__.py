"""Acts on initiatives, their pillars and editions."""
