from tests.unit.contracts.directories import city, rural

__all__ = ["city", "rural"]
