"""The autograder of the autograd workbook."""

import sys

# Where this optional package is installed, jsonschema imports it to check addresses with letters
# beyond ASCII. It builds its parser at import, which takes ten times as long as all the rest that
# reading a notebook needs, and no notebook's schema has such an address.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
