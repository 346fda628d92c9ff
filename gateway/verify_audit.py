"""`make verify-audit`: read the whole audit log and say whether it is as it was written."""

import asyncio
import sys

from gateway.audit import Audit, Verified
from gateway.audit_books import MongoBook
from services.chassis.mongo import connect
from services.chassis.settings import Settings


async def verify(settings: Settings) -> Verified:
    """Check the log of the system these settings speak of."""
    client = connect(settings.mongo_url.get_secret_value())
    try:
        return await Audit(MongoBook(client[f"{settings.namespace}_gateway"])).verify()
    finally:
        await client.close()


def main() -> int:
    """Print the verdict; 1 when an entry was changed, removed or slipped in."""
    found = asyncio.run(verify(Settings(secret="-" * 32)))  # pyright: ignore[reportArgumentType]
    if found.holds:
        since = f" after number {found.removed}" if found.removed else ""
        sys.stdout.write(
            f"The audit log holds: {found.entries} entries{since}, head {found.head}\n"
        )
        return 0
    sys.stdout.write(f"The audit log is broken after {found.entries} entries: {found.broken}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
