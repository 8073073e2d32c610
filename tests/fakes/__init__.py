"""In-memory stand-ins for ports, each proven by the same tests as the real thing."""
