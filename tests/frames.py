"""Frames of the protocol, made by hand."""

import json
import struct


def frame(header, body=b"", header_length=None, body_length=None):
    """A frame by hand, whatever is wrong with it."""
    header = header if isinstance(header, bytes) else json.dumps(header).encode()
    lengths = (
        len(header) if header_length is None else header_length,
        len(body) if body_length is None else body_length,
    )
    return struct.pack(">IQ", *lengths) + header + body
