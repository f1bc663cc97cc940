"""Settings: what an organisation needs before it can decide anything."""
