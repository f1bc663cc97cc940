"""Every change to budgets, their lines, objects of expenditure and exchange rates."""
