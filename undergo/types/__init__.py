"""Types and the type checker, in the shape of Go's types2."""

from . import predicates as predicates  # first: the modules below it import it and each other
