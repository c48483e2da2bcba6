"""The exercises beside the lessons."""
