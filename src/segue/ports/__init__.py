"""What the flows need from outside, as small protocols and frozen values. Adapters implement them."""
