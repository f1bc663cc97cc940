"""What people may type to sign in, to prove who they are, and to enrol others."""
