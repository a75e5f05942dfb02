"""Channel operations of statements: send, receive, select (being written by the lead)."""
