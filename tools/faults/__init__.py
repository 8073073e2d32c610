"""The fault bench: scenarios with planted faults, and a ledger outside the product that says what became of it."""
