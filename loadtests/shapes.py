"""A profile as locust plays it."""

from locust import LoadTestShape

from loadtests.profiles import PROFILES


class Profile(LoadTestShape):
    """The profile named by `--rhythm`, stretched over `--seconds`, up to `--people`."""

    def tick(self) -> tuple[int, float] | None:
        """How many users now, and how fast to get there; None at the end."""
        asked = self.runner.environment.parsed_options
        share = self.get_run_time() / asked.seconds
        for until, percent in PROFILES[asked.rhythm]:
            if share <= until:
                return max(4, asked.people * percent // 100), max(4.0, asked.people / 5)
        return None
