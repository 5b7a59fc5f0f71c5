"""What the bot says: the core's answers put into words, before a front end draws them."""
