"""A local stand-in for Discord with a web page: any bot runs here without token, account or network."""
