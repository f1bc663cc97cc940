"""The pages of reorganisations, of the acts on them, of appointments and of corrections."""
