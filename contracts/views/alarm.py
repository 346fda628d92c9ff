"""Devices that post alarms, as operations see them."""

from pydantic import AwareDatetime

from contracts.views.view import View


class AlarmDeviceView(View):
    """A sensor or a monitoring platform."""

    id: str
    name: str
    categories: tuple[str, ...]
    places: tuple[str, ...]
    registered_by: str
    registered_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class NewAlarmDevice(AlarmDeviceView):
    """One that was just registered."""

    key: str | None = None
    """Its bearer token at `POST /alarms`; shown once, so None when the request is repeated."""
