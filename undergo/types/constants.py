"""Exact constant values (owned by the checker's authors; this header fixes the representation).

Expr.const / Const.val hold: Python bool for booleans; Python **bytes** for strings (Go strings are bytes); int for integers and runes;
``fractions.Fraction`` or :class:`BigFloat` for floats (a float-typed constant may also be an int: use to_float64()); :class:`Complex` for complex values.
``None``: not a constant; the singleton UNKNOWN after an error.
"""
