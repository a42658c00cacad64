"""From a tap to a notification: our page subscribes, our sender encrypts, the push service
decrypts, the real service worker shows it, a tap on it opens the right screen.

Only the browser maker's own push service is missing: its subscription is handed to the page, and
what the push service took is handed to the worker.
"""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import wait_with

OpenPhone = Callable[..., Page]

STUB = """
(subscription) => {
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0)).buffer;
  let made = null;
  PushManager.prototype.getSubscription = async () => made;
  PushManager.prototype.subscribe = async (options) => {
    made = {
      endpoint: subscription.endpoint,
      options: { applicationServerKey: options.applicationServerKey, userVisibleOnly: true },
      getKey: (name) => bytes(subscription[name]),
      toJSON: () => ({ endpoint: subscription.endpoint,
                       keys: { p256dh: subscription.p256dh, auth: subscription.auth } }),
      unsubscribe: async () => { made = null; return true; },
    };
    return made;
  };
}
"""


COUNT = """
() => {
  const show = ServiceWorkerRegistration.prototype.showNotification;
  self.timesShown = 0;
  ServiceWorkerRegistration.prototype.showNotification = async function (...said) {
    await show.apply(this, said);
    self.timesShown += 1;
  };
}
"""


class Worker:
    """The page's service worker, reached through the browser's debugging protocol.

    Chromium forgets a notification if it is asked which there are while it puts that one up, so it
    is asked only afterwards.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.active: list[str] = []
        self.session.on("ServiceWorker.workerVersionUpdated", self._note)
        self.session.send("ServiceWorker.enable")
        wait_with(page, lambda: bool(self.active and page.context.service_workers))
        [self.inside] = page.context.service_workers
        self.inside.evaluate(COUNT)

    def _note(self, event: dict[str, list[dict[str, str]]]) -> None:
        versions = event["versions"]
        self.active += [one["registrationId"] for one in versions if one["status"] == "activated"]

    def deliver(self, payload: bytes) -> None:
        """Hands a push to the worker, and waits until it has shown something."""
        before = self._times_shown()
        self.session.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.origin,
                "registrationId": self.active[-1],
                "data": payload.decode("utf-8", "replace"),
            },
        )
        wait_until(lambda: self._times_shown() > before)

    def _times_shown(self) -> int:
        return int(self.inside.evaluate("self.timesShown"))

    def shown(self) -> list[dict[str, str]]:
        """The notifications on the screen."""
        found = self.page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications())
                 .map(({ title, body, tag, data }) => ({ title, body, tag, path: data?.path }))"""
        )
        assert isinstance(found, list)
        return found


@pytest.fixture
def subscribed(centre: Centre, phone: OpenPhone) -> Page:
    """Ada's phone with reminders turned on, by her own tap."""
    page = phone(centre.house.ada)
    page.context.grant_permissions(["notifications"], origin=centre.origin)
    page.add_init_script(f"({STUB})({json.dumps(centre.push.subscribe())})")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(centre.origin + "/reminders/settings")
    page.get_by_role("button", name="Turn on reminders").click()
    expect(page.get_by_text("Reminders are on for this phone.")).to_be_visible()
    return page


def test_a_test_goes_all_the_way_to_the_screen_and_back(centre: Centre, subscribed: Page) -> None:
    worker = Worker(subscribed, centre.origin)
    subscribed.get_by_role("button", name="Send me a test").click()
    wait_until(lambda: len(centre.push.received) == 1)
    taken = centre.push.received[0]
    said = json.loads(taken.payload)
    assert said["web_push"] == 8030
    worker.deliver(taken.payload)
    [shown] = worker.shown()
    assert (shown["title"], shown["body"]) == ("Companion", "You have an item for today.")

    subscribed.evaluate("() => history.replaceState(null, '', '/')")
    worker.inside.evaluate(
        """async () => {
             const [notification] = await self.registration.getNotifications();
             const event = new NotificationEvent("notificationclick", { notification });
             self.dispatchEvent(event);
           }"""
    )
    expect(subscribed).to_have_url(centre.origin + "/reminders")
    wait_until(lambda: _listed(centre) == [("test", "sent")])
    wait_until(
        lambda: (
            centre.house.ada.browser.get("/api/reminders").json()["items"][0]["seen_at"] is not None
        )
    )


def _listed(centre: Centre) -> list[tuple[str, str]]:
    listed = centre.house.ada.browser.get("/api/reminders").json()["items"]
    return [(row["kind"], row["state"]) for row in listed]


@pytest.mark.parametrize(
    "garbage", [b"", b"not json", b"[]", b'{"web_push":8030}', b'{"notification":{"title":7}}']
)
def test_whatever_arrives_shows_exactly_one_neutral_notification(
    centre: Centre, phone: OpenPhone, garbage: bytes
) -> None:
    page = phone(centre.house.ada)
    page.context.grant_permissions(["notifications"], origin=centre.origin)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    worker = Worker(page, centre.origin)
    worker.deliver(garbage)
    [shown] = worker.shown()
    assert (shown["title"], shown["path"]) == ("Companion", "/")


def test_the_same_reminder_twice_is_shown_once(centre: Centre, subscribed: Page) -> None:
    worker = Worker(subscribed, centre.origin)
    subscribed.get_by_role("button", name="Send me a test").click()
    wait_until(lambda: len(centre.push.received) == 1)
    for _ in range(2):
        worker.deliver(centre.push.received[0].payload)
    assert len(worker.shown()) == 1


def test_permission_is_asked_only_after_a_tap_and_an_explanation(
    centre: Centre, phone: OpenPhone
) -> None:
    page = phone(centre.house.ada)
    page.add_init_script(
        "window.asked = 0; Notification.requestPermission = async () => (window.asked++, 'denied')"
    )
    for path in ("/", "/check-in", "/reminders", "/reminders/settings", "/me"):
        page.goto(centre.origin + path)
        page.get_by_role("heading", level=1).wait_for()
        assert page.evaluate("window.asked") == 0
    page.goto(centre.origin + "/reminders/settings")
    expect(page.get_by_text("Your phone will ask you once.")).to_be_visible()
    page.get_by_role("button", name="Turn on reminders").click()
    wait_until(lambda: page.evaluate("window.asked") == 1)


def test_signing_out_takes_this_phone_off_the_list(centre: Centre, subscribed: Page) -> None:
    subscribed.goto(centre.origin + "/me")
    subscribed.get_by_role("button", name="Sign out").first.click()
    subscribed.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(subscribed.get_by_role("heading", name="Welcome")).to_be_visible()
    wait_until(lambda: centre.house.count("push_subscription") == 0)
