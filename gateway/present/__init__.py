"""From folded views to what one reader gets: joined, masked, and with what happens next. Pure."""
