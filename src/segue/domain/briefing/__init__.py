"""The briefing: the context package, written out of the log and of what is known of the customer."""

from segue.domain.briefing.build import brief

__all__ = ["brief"]
