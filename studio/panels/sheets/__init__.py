"""What is worked out by hand, and the clock."""
