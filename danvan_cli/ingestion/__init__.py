"""Ingest: inputs -> documents -> articles -> the store, a batch a transaction; every input gets one outcome.

inputs: what was named, as documents with their addresses; chunks: so many at once; prepared: extracted, here or in
worker processes; intake: written, batch by batch; run: one ingest from its beginning to its end.
"""
