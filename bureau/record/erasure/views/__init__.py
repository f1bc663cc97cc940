"""Settings pages: requests to erase a person, and legal holds."""
