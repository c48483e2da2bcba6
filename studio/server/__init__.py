"""The addresses of the server beside the pages: the browser's files, and the picture of a link."""
