"""The language all processes share: pure, importing nothing of ours, doing no IO."""
