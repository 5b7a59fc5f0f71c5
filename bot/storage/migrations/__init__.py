"""How the tables came to be what they are: `versions`, one file a step, run by `bot.storage.migrating`."""
