"""The pages of the structure: one function a page."""
