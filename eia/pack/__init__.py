"""What goes to one decision maker: the assessments of a meeting in one document, and what members are told of each."""
