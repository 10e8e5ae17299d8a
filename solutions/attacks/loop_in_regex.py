# Tries: Run for ever in a regular expression.
# Cell: negative_back
# Keeps: 35

import re

re.match('(a+)+$', 'a' * 64 + 'b')
