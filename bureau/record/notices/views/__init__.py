"""Pages of notices: what waits and how one is told, calendars, the outbox."""
