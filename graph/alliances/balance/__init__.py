"""Whether friends and foes fall into two camps, and by how much they do not."""
