"""``python -m undergo``."""

import _signal  # type: ignore[import-not-found]  # the module signal takes longer to load than all else here

if _signal.getsignal(_signal.SIGINT) == _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # until the command is under way Ctrl-C ends it without a word

from undergo.cli.main import entry  # noqa: E402

entry()
