"""What stands beside and below the picture of Explore."""
