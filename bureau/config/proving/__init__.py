"""The frame in which promises are tried: grounds to try them on, trials, processes that serve."""
