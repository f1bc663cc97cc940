"""The organisation in time: effects are the truth, version rows their fold, snapshots their view."""
