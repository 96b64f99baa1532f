"""What the entries amount to: pure functions from records and a day to values."""
