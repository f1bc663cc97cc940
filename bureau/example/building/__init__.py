"""How the example is built: act by act, through services, each by the member of the cast it is."""
