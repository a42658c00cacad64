import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { t } from "../../i18n/more.ts";
import { phoneFact } from "../../offline/phone.ts";
import { isAppleMobile, lastAccepted, lookAtPush, pushState, turnOffPush, turnOnPush } from "../../push/permission.ts";
import { askStart, start } from "../../start.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";

/** Whether this phone shows reminders, why not, and a way to see one now. */
export function PushCard() {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ kind: "info" | "error"; text: string } | null>(null);
  useEffect(() => void lookAtPush(), []);

  async function attempt(work: () => Promise<string | null>): Promise<void> {
    setBusy(true);
    setSaid(null);
    try {
      const text = await work();
      setSaid(text ? { kind: "info", text } : null);
    } catch (error) {
      const text = error instanceof Problem && error.status === 429 ? t("push.wait") : t("push.failed");
      setSaid({ kind: "error", text });
    } finally {
      setBusy(false);
    }
  }
  const turnOn = () => attempt(async () => {
    if (!start.value) await askStart();
    await turnOnPush(start.value?.push_key ?? "");
    return null;
  });
  const test = () => attempt(async () => {
    const push = await phoneFact("push");
    if (push) await call("POST /api/push-subscriptions/{id}/tests", { path: { id: push.id }, body: {} });
    return t("push.test_sent");
  });

  return (
    <Card>
      <h2>{t("push.title")}</h2>
      {pushState.value === "off" && (
        <>
          <p>{t("push.explain")}</p>
          <Button wide busy={busy} onClick={() => void turnOn()}>{t("push.turn_on")}</Button>
        </>
      )}
      {pushState.value === "on" && (
        <>
          <p>{t("push.on")}</p>
          {lastAccepted.value && <p class="small muted">{t("push.last", { when: dayAndTime(lastAccepted.value, phoneZone()) })}</p>}
          <div class="row">
            <Button look="quiet" busy={busy} onClick={() => void test()}>{t("push.test")}</Button>
            <Button look="plain" busy={busy} onClick={() => void attempt(() => turnOffPush().then(() => null))}>{t("push.turn_off")}</Button>
          </div>
        </>
      )}
      {pushState.value === "denied" && (
        <>
          <p>{t("push.denied")}</p>
          <p class="muted">{t(isAppleMobile() ? "push.denied_iphone" : "push.denied_android")}</p>
        </>
      )}
      {pushState.value === "install_first" && (
        <>
          <p>{t("push.install_first")}</p>
          <ButtonLink look="soft" wide href="/install">{t("install.show_me")}</ButtonLink>
        </>
      )}
      {pushState.value === "unsupported" && <p>{t("push.unsupported")}</p>}
      {said && <Notice kind={said.kind} live>{said.text}</Notice>}
    </Card>
  );
}
