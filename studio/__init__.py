"""What makes it an application: the player, the controls, the state of a page."""
