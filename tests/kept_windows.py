"""Windows of tests, kept until the tests end.

The program keeps a window as long as it runs, and so do we: PySide does not survive that Python's
collector takes one apart (segmentation fault while it collects, in whatever test comes later).
"""

from typing import Final

#: Windows and the partners they listen to.
KEPT: Final[list[object]] = []
