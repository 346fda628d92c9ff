from tests.servers import amqp_url, mongo_url, namespace, servers

__all__ = ["amqp_url", "mongo_url", "namespace", "servers"]
