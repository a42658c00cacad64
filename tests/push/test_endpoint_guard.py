import pytest

from app.push.endpoint_guard import EndpointGuard, EndpointRefused, is_public

HOSTILE = [
    "",
    "not a url",
    "//fcm.googleapis.com/x",
    "http://fcm.googleapis.com/x",
    "ftp://fcm.googleapis.com/x",
    "file:///etc/passwd",
    "javascript://fcm.googleapis.com/x",
    "HTTPS://fcm.googleapis.com/x",
    "https://fcm.googleapis.com",
    "https:/fcm.googleapis.com/x",
    "https:fcm.googleapis.com/x",
    "https:///fcm.googleapis.com/x",
    "https://localhost/x",
    "https://localhost./x",
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://0x7f.1/x",
    "https://0x7f000001/x",
    "https://2130706433/x",
    "https://017700000001/x",
    "https://[::1]/x",
    "https://[::ffff:10.0.0.1]/x",
    "https://[fe80::1%25eth0]/x",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1/x",
    "https://0.0.0.0/x",
    "https://metadata.google.internal/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com/x",
    "https://evilfcm.googleapis.com/x",
    "https://storage.googleapis.com/x",
    "https://notify.windows.com.evil.example/x",
    "https://evilnotify.windows.com/x",
    "https://.notify.windows.com/x",
    "https://a..notify.windows.com/x",
    "https://-a.notify.windows.com/x",
    "https://notify.windows.com/x",
    "https://push.apple.com.evil.example/x",
    "https://fcm.googleapis.com./x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:80/x",
    "https://fcm.googleapis.com:0443/x",
    "https://fcm.googleapis.com:443:443/x",
    "https://fcm.googleapis.com:99999/x",
    "https://fcm.googleapis.com:/x",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://fcm.googleapis.com:443@evil.example/x",
    "https://evil.example#@fcm.googleapis.com/x",
    "https://evil.example#.notify.windows.com/x",
    "https://evil.example?.notify.windows.com/x",
    "https://evil.example\\.notify.windows.com/x",
    "https://evil.example/.notify.windows.com/x",
    "https://fcm.googleapis.com\\@evil.example/x",
    "https://fcm.googleapis.com/x#fragment",
    "https://fcm.googleapis.com/x y",
    "https://fcm.googleapis.com/x\r\nHost: evil.example",
    "https://fcm.googleapis.com/x\n",
    " https://fcm.googleapis.com/x",
    "https://fcm.googleapis.com/\x00",
    "https://fcm.google\tapis.com/x",
    "https://fcm.googleapis.com%00.evil.example/x",
    "https://fcm%2egoogleapis.com/x",
    "https://fcm.gооgleapis.com/x",
    "https://ｆcm.googleapis.com/x",
    "https://fcm。googleapis.com/x",
    "https://xn--fcm.notify.windows.com/x",
    "https://fcm.googleapis.com/" + "x" * 2048,
]

KNOWN = {
    "https://fcm.googleapis.com/fcm/send/dQw4:APA91b_-x": "https://fcm.googleapis.com",
    "https://fcm.googleapis.com:443/fcm/send/x": "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA=": (
        "https://updates.push.services.mozilla.com"
    ),
    "https://eu.push.services.mozilla.com/x": "https://eu.push.services.mozilla.com",
    "https://web.push.apple.com/QABC": "https://web.push.apple.com",
    "https://wns2-am3p.notify.windows.com/w/?token=BQ%3d%3d": (
        "https://wns2-am3p.notify.windows.com"
    ),
}


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_a_hostile_endpoint_is_refused(endpoint: str) -> None:
    with pytest.raises(EndpointRefused) as refusal:
        EndpointGuard(extra_hosts=["push.example.org"]).check(endpoint)

    assert refusal.value.status == 422
    assert str(refusal.value.document()).count("fcm") == 0


@pytest.mark.parametrize(("endpoint", "origin"), KNOWN.items())
def test_the_browsers_own_services_are_known(endpoint: str, origin: str) -> None:
    assert EndpointGuard().check(endpoint) == origin


def test_an_extra_host_is_known_by_its_exact_name_on_port_443() -> None:
    guard = EndpointGuard(extra_hosts=["push.example.org"])

    assert guard.check("https://push.example.org/x") == "https://push.example.org"
    for endpoint in ("https://a.push.example.org/x", "https://push.example.org:8443/x"):
        with pytest.raises(EndpointRefused):
            guard.check(endpoint)


def test_a_private_origin_is_known_with_its_exact_port() -> None:
    guard = EndpointGuard(private_origins=["https://127.0.0.1:8443", "https://[fd00::5]"])

    assert guard.check("https://127.0.0.1:8443/x") == "https://127.0.0.1:8443"
    assert guard.check("https://[fd00::5]/x") == "https://[fd00::5]"
    for endpoint in ("https://127.0.0.1/x", "https://127.0.0.1:8444/x", "http://127.0.0.1:8443/x"):
        with pytest.raises(EndpointRefused):
            guard.check(endpoint)


@pytest.mark.parametrize("host", ["*.example.org", "https://push.example.org", "10.0.0.1:5", "a b"])
def test_an_extra_host_that_cannot_be_read_stops_the_start(host: str) -> None:
    with pytest.raises(ValueError, match="push host"):
        EndpointGuard(extra_hosts=[host])


@pytest.mark.parametrize("origin", ["http://push.local:1", "push.local", "https://push.local/x"])
def test_a_private_origin_that_cannot_be_read_stops_the_start(origin: str) -> None:
    with pytest.raises(ValueError, match="push origin"):
        EndpointGuard(private_origins=[origin])


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "192.168.1.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "224.0.1.1",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::10.0.0.1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "fc00::1",
        "fd12::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "100::1", "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2002:0a00:0001::1", "2002:7f00:0001::",
        "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::8.8.8.8", "not an address", "",
    ],
)  # fmt: skip
def test_an_address_inside_somebodys_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "142.250.1.95", "2a00:1450:4001::5f", "64:ff9b::8.8.8.8", "2002:808::1"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)
