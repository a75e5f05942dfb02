"""Sets as sorted arrays: what numpy has for them loads its masked arrays, which takes longer than a small link."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The different values, in order."""
    ordered = np.sort(values)
    if len(ordered) < 2:
        return ordered
    first = np.empty(len(ordered), bool)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def among(values: NDArray[Any], members: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the values are among ``members``, which are in order."""
    if not len(members):
        return np.zeros(len(values), bool)
    where = np.searchsorted(members, values)
    where[where == len(members)] = 0
    return members[where] == values  # type: ignore[no-any-return]
