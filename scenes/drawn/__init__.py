"""What is drawn of a scene, wherever it is drawn: the ground and its level lines, what is seen of a path, names."""
