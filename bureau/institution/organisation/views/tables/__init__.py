"""Tables that go out and come in: one page for all (`page`), and what each holds."""
