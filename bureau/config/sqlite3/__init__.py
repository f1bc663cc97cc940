"""SQLite as Django has it, with connections that outlive a request."""
