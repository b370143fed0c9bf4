"""Access: events in, passability of roads out, for each movement class and day."""
