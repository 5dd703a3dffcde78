"""Typer: declares the commands, calls one function of the archive, hands the result to output."""
