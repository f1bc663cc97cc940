"""Changes of what lets programs in, and the sending of what tells them."""
