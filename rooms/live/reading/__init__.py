"""What is read of a room: by the wire, by pages, by one person."""
