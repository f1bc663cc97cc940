"""Instruments in time: what amends what, how a mandate stands, and what nobody asked for."""
