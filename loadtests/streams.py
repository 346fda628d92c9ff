"""Somebody whose phone keeps a live stream open, and rings."""

import json
from collections.abc import Mapping
from typing import Any

import gevent
import requests
from locust import events

from loadtests.phones import Phone


def rang(name: str, seconds: float, error: Exception | None = None) -> None:
    """Tell locust how long something took to a stream, or that a stream broke."""
    events.request.fire(
        request_type="SSE",
        name=name,
        response_time=seconds * 1000,
        response_length=0,
        exception=error,
    )


class Listening(Phone):
    """Follows its stream from the start to the end of the run; a broken one is opened again."""

    abstract = True

    def on_start(self) -> None:
        """Sign in once for both, then open the stream."""
        self.token()
        self._listener = gevent.spawn(self._listen)

    def on_stop(self) -> None:
        """Put the phone away."""
        self._listener.kill()

    def opened(self) -> None:
        """The stream is open."""

    def hear(self, event: Mapping[str, Any]) -> None:
        """Something is told on it."""

    def _listen(self) -> None:
        while True:
            try:
                self._follow()
            except requests.RequestException as error:
                rang("stream", 0, error)
                gevent.sleep(1)

    def _follow(self) -> None:
        headers = {"Authorization": f"Bearer {self.token()}", "Accept": "text/event-stream"}
        url = f"{self.host}/api/v1/stream"
        with requests.get(url, headers=headers, stream=True, timeout=(5, 60)) as answer:
            answer.raise_for_status()
            self.opened()
            for line in answer.iter_lines(chunk_size=1):
                if line.startswith(b"data:"):
                    self.hear(json.loads(line[5:]))
