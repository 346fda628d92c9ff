from tests.promises.halls import hall

__all__ = ["hall"]
