"""Fetching from the web, politely and safely: the only part of danvan that opens a connection."""

AGENT = "danvan"  # the name under which sites know it
