import json
import re

import pytest
import yaml
from prometheus_client import REGISTRY

import services.chassis.metrics
from deploy.local.plan import MODULES, ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
RULES = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))
DASHBOARD = json.loads((ROOT / "deploy/grafana/dashboards/whistle.json").read_text("utf-8"))
QUERIES = [rule["expr"] for group in RULES["groups"] for rule in group["rules"]] + [
    target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]
]


def test_every_process_has_a_container_with_its_command():
    commands = {name: COMPOSE["services"][name]["command"] for name in MODULES}

    assert commands == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_every_process_runs_read_only_and_without_privileges(name):
    container = COMPOSE["services"][name]

    assert container["read_only"]
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


def test_only_this_machine_reaches_what_is_published():
    published = [port for one in COMPOSE["services"].values() for port in one.get("ports", ())]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_broker_and_database_are_not_published():
    for name in ("rabbitmq", "mongo"):
        assert COMPOSE["services"][name]["networks"] == ["inside"]
        assert "ports" not in COMPOSE["services"][name]


def test_every_variable_of_compose_is_explained_in_the_example():
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text("utf-8")))
    explained = set(re.findall(r"^#? ?(\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.M))

    assert wanted <= explained


def test_the_containers_need_no_secret_that_stands_in_a_file():
    for name in MODULES:
        environment = COMPOSE["services"][name]["environment"]
        secret = [v for k, v in environment.items() if "SECRET" in k or "PASSWORD" in k]

        assert all(value.startswith("${") for value in secret)


@pytest.mark.parametrize("query", QUERIES)
def test_alerts_and_dashboards_ask_for_metrics_that_exist(query):
    asked = set(re.findall(r"whistle_\w+", query))

    assert services.chassis.metrics
    known = {name for name in REGISTRY._names_to_collectors if name.startswith("whistle_")}
    assert asked <= known
