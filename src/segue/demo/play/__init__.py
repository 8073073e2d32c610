"""The demo by itself: scripted customers and human agents on the real HTTP API and sockets of a running server."""
