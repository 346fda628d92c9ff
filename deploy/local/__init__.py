"""Everything of Whistle on one machine, without containers."""
