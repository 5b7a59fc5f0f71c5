"""The gateway: one connection a shard, as a real Discord library speaks it (docs, events/gateway.mdx)."""
