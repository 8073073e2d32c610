"""Conversations run to the end with a fake clock and a store of their own: scenarios and previews."""
