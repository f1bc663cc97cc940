"""Every read of drafts, of what was put forward and came into force, and of corrections."""
