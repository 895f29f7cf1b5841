"""What `pbplan invite` decides and writes.  Run by ./run."""

import os
import sys

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__))]
import changes  # noqa: E402  (modules of this folder)
import history  # noqa: E402
import usage  # noqa: E402
from desk import tap  # noqa: E402

changes.test()
history.test()
usage.test()
tap.done()
