from tests.servers import amqp_url, mongo_url, namespace, pytest_runtest_setup, servers

__all__ = ["amqp_url", "mongo_url", "namespace", "pytest_runtest_setup", "servers"]
