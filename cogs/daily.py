"""The post a channel gets each day: /daily."""
