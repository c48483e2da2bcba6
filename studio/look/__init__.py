"""What things look like and are called, in the player and beside it."""
