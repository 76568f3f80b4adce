"""How hard the properties are tried: 1 where every change is checked, more in ``.ci/long``."""

import os

#: Times the examples of an ordinary run.
EFFORT = int(os.environ.get("TALLY_EFFORT", "1"))
