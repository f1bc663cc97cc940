"""Every change in procedure: rules in force, cases put forward, acts recorded."""
