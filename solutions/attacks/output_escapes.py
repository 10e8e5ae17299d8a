# Tries: Send terminal escapes, HTML and text that turns round to whoever reads the report.
# Cell: negative_back
# Keeps: 35

EVIL = "\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>\u202egnp.exe\r\n\x00\ud800"


def negative_back(grad_out, out, x):
    print(EVIL)
    raise type(EVIL, (Exception,), {})(EVIL * 10)
