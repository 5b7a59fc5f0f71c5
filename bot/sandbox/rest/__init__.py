"""The routes of Discord's REST API (v10), one file a resource."""
