"""Bodies, sessions and meetings: agenda, documents, decisions, as a secretariat lives by them."""
