"""Every read of budgets."""
