"""What people may type about an organisation, its reference data and its register."""
