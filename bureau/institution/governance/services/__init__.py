"""Every change in governance: drafts, submissions, acts, entry into force, corrections."""
