"""What the framework and the sign-in library ask of us by name."""
