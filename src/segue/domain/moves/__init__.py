"""What can happen to a conversation, one function a move. Each takes a Draft and adds entries to it."""
