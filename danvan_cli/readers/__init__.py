"""Bytes -> Document: one small module a format."""
