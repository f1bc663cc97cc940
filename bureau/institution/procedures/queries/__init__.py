"""Every read of rules, cases, routes, and of who may act on each step."""
