"""三张清单: what units can give, what people need, and which of the one fits the other."""
