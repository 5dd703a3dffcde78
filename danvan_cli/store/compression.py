"""The bytes of a source as they are kept: compressed, with the text of its article as the dictionary.

A record or a plain file holds little but the text that stands in the archive anyway, and then takes little room
(docs/performance.md). The stream says by itself whether it needs a dictionary, and holds a checksum of it.
"""

import zlib

WINDOW = 32_768  # bytes of a dictionary that zlib looks back at
NEEDS_DICTIONARY = 0x20  # in the second byte of a stream (RFC 1950)


def compressed(content: bytes, text: str = "") -> bytes:
    """Compressed bytes; `text`: what they will be decompressed with, "" for nothing."""
    dictionary = text.encode()[-WINDOW:]
    if not dictionary:
        return zlib.compress(content)
    stream = zlib.compressobj(zdict=dictionary)
    return stream.compress(content) + stream.flush()


def decompressed(content: bytes, text: str) -> bytes:
    """The bytes as they were read; `text`: that of their article. zlib.error where either is damaged."""
    stream = zlib.decompressobj(zdict=text.encode()[-WINDOW:]) if needs_text(content) else zlib.decompressobj()
    whole = stream.decompress(content) + stream.flush()
    if not stream.eof:
        raise zlib.error("the end is missing")
    return whole


def needs_text(content: bytes) -> bool:
    """Whether compressed bytes need the text of their article."""
    return len(content) > 1 and bool(content[1] & NEEDS_DICTIONARY)
