"""What governance says: refusals, findings, what changes, and the words of its pages."""
