"""What was asked and said, checked against a vendor's description: see `fakes.described`."""

from fakes.described import Description, OpenAPIError, check_all, fields, parameters, without_deep_objects

__all__ = ["Description", "OpenAPIError", "check_all", "fields", "parameters", "without_deep_objects"]
