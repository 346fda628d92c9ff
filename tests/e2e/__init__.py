"""The whole running system on its real servers, only through the gateway."""
