"""Segue for the program of an AI agent: over HTTP (`remote`) and in-process (`inside`), with the same methods."""
