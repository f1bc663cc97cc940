"""The journal as it is read: entries that are asked for, one of them, and the standing lists."""
