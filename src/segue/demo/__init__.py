"""The demo shop: a policy, a bot and a page that show Segue at work."""
