"""The bodies people may POST, and the table that says where."""
