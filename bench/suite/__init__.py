"""How a test of Go's own suite is read, built, run and judged (bench/go_suite.py)."""
