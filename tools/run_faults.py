"""`python3 dev.py faults`: see tools/faults/run.py. A file of its own, so that the package is found by its name."""

import sys

from faults.run import main

if __name__ == "__main__":
    sys.exit(main())
