"""The organisation in time: effects are the truth, versions their fold, snapshots a view of it."""
