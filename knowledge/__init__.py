"""What the group studies: packs, and finding the right fact. Knows no Discord, no SQL and no clock."""
