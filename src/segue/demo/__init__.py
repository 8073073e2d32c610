"""The demo: Quillwood, an invented shop with a bot, a team and customers, on the real product over real HTTP."""
