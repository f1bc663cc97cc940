"""How exact the clocks of one installation are."""

from datetime import timedelta

SKEW = timedelta(minutes=1)
"""By how much the clocks of two machines may differ; what lies further ahead, a wrong clock set."""
