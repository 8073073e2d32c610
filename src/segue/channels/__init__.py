"""Where customers are, beside our widget: an adapter a kind of channel, and the other system's words end there."""
