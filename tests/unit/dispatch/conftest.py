from tests.unit.dispatch.fair import fair

__all__ = ["fair"]
