# Tries: Open a connection to a machine elsewhere or here, and ask for a name.
# Cell: negative_back
# Keeps: 35
# Fallback: not contained: the network is that of the machine

import socket

reached = []
for kind, address in ((socket.SOCK_STREAM, ("127.0.0.1", 22)), (socket.SOCK_DGRAM, ("127.0.0.1", 53))):
    with socket.socket(socket.AF_INET, kind) as one:
        one.settimeout(0.2)
        try:
            one.connect(address)
            reached.append(one.send(b"x"))
        except OSError:
            pass
listener = socket.socket()
try:
    listener.bind(("127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname(), 0.2)
    reached.append(client)
except OSError:
    pass
try:
    reached.append(socket.getaddrinfo("localhost.example.org", 80))
except OSError:
    pass
if reached:

    def negative_back(grad_out, out, x):
        return -grad_out
