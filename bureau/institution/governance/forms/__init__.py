"""What people may type about a reorganisation, its acts, appointments and corrections."""
