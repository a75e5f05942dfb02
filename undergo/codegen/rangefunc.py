"""Range over functions (being written by the lead)."""
