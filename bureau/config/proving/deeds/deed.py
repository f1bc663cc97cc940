"""What each module of deeds yields."""

from collections.abc import Callable

type Deed = Callable[[], object]
"""One call of a service, by a person who may make it."""
