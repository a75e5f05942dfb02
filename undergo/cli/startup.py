"""The environment as the tool was started with. Imported before anything sets a variable: programs that the tool starts get this one."""

from __future__ import annotations

import os

ENVIRONMENT = dict(os.environ)
