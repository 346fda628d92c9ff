import socket

from deploy.local.ports import free_ports, taken


def test_free_ports_are_different_and_can_be_listened_on():
    ports = free_ports(50)

    assert len(set(ports)) == 50
    assert not any(taken(port) for port in ports)


def test_no_port_is_one_that_an_outgoing_connection_may_get():
    with open("/proc/sys/net/ipv4/ip_local_port_range") as limits:
        lowest = int(limits.read().split()[0])

    assert max(free_ports(100)) < lowest


def test_a_port_somebody_listens_on_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert taken(server.getsockname()[1])
