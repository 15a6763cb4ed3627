"""docker-compose.yml holds together and asks for the settings that production reads."""

import re
from ipaddress import ip_address
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SETTINGS = "".join(path.read_text() for path in (ROOT / "peerhub/settings").glob("*.py"))
READ = set(re.findall(r'env\.(?:text|flag|number|words|secret|https)\(\s*"([A-Z_]+)"', SETTINGS))
REQUIRED = {"SECRET_KEY", "FIELD_KEY", "PUBLIC_URL", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"}


def test_every_part_of_production_is_there():
    assert set(COMPOSE["services"]) == {
        *(
            "postgres",
            "redis",
            "set-up",
            "web",
            "sockets",
            "worker",
            "outgoing",
            "screening",
            "search",
            "beat",
            "watch",
            "relay",
            "nginx",
            "mail",
        )
    }


def test_every_process_of_ours_gets_every_setting_that_production_requires():
    for name in (
        "set-up",
        "web",
        "sockets",
        "worker",
        "outgoing",
        "screening",
        "search",
        "beat",
        "watch",
    ):
        assert set(COMPOSE["services"][name]["environment"]) >= REQUIRED, name


def test_no_setting_is_passed_that_nobody_reads():
    passed = set(COMPOSE["services"]["web"]["environment"]) - {"DJANGO_SETTINGS_MODULE"}

    assert passed <= READ


def test_what_compose_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "docker-compose.yml").read_text()))
    given = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert asked <= given


def test_dependencies_point_at_services_that_exist():
    for name, service in COMPOSE["services"].items():
        assert set(service.get("depends_on", ())) <= set(COMPOSE["services"]), name


def test_volumes_and_configs_are_declared():
    for name, service in COMPOSE["services"].items():
        named = {volume.split(":")[0] for volume in service.get("volumes", ())}
        assert named <= set(COMPOSE["volumes"]), name
        assert {config["source"] for config in service.get("configs", ())} <= set(
            COMPOSE["configs"]
        ), name


def test_the_readme_lists_every_setting():
    readme = (ROOT / "README.md").read_text()

    for name in sorted(READ - {"TEST_DB", "TEST_TEMPLATE", "PYTEST_XDIST_WORKER"}):
        assert f"`{name}`" in readme, name


def test_the_relay_reaches_no_private_address_keeps_no_log_and_lets_nobody_in_for_nothing():
    """Source: ASVS 5.0, 17.1.1."""
    options = COMPOSE["services"]["relay"]["command"]
    denied = [
        [
            ip_address(end)
            for end in re.fullmatch(r"([^-]+)-([^-]+)", option.partition("=")[2]).groups()
        ]
        for option in options
        if option.startswith("--denied-peer-ip=")
    ]
    private = (
        "127.0.0.1 10.1.2.3 172.20.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 "
        "::1 ::ffff:10.0.0.1 fd00::1 fe80::1 64:ff9b::a00:1"
    )

    for address in map(ip_address, private.split()):
        ranges = [(first, last) for first, last in denied if first.version == address.version]
        assert any(first <= address <= last for first, last in ranges), address
    assert {"--use-auth-secret", "--no-tcp-relay", "--no-cli", "--log-file=/dev/null"} <= set(
        options
    )
    assert not any(option.startswith(("--no-auth", "--allow-loopback")) for option in options)
