"""Types and the type checker, in the shape of Go's types2."""
