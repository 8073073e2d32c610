"""Segue as people meet it: a real server, a real bot behind a webhook, a web site on another origin, and Chromium."""
