"""One module a command of the `bureau` command line."""
