"""What must be true of every answer of Cramp Coach, checked by program."""
