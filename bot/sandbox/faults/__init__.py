"""What can go wrong on demand: the connection, the API, the town, the bot's process, the time."""
