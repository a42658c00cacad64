import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Items, Reminder } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { useKept } from "../../ui/resource.ts";
import { Empty, Notice, RowLink, Rows } from "../../ui/surfaces.tsx";

/** Every reminder of the last month, whether or not the phone ever showed it. */
export default function Reminders() {
  const list = useKept<Items<Reminder>>("reminders", () => call("GET /api/reminders"));
  useEffect(() => {
    void closeShown();
  }, []);
  const items = list.value?.items ?? [];
  return (
    <Screen title={t("reminders.title")} back="/me" under={list.state === "stale" && list.at !== null ? t("as_of", { when: dayAndTime(new Date(list.at), phoneZone()) }) : undefined}>
      <ButtonLink look="soft" wide icon="bell" href="/reminders/settings">{t("reminders.settings")}</ButtonLink>
      {items.length > 0 && (
        <Rows label={t("reminders.title")}>
          {items.map((reminder) => (
            <RowLink
              key={reminder.id} href={`/r/${reminder.id}`} icon="bell" text={t(`reminder.${reminder.kind}`)}
              detail={`${dayAndTime(reminder.due_at, phoneZone())} · ${stateOf(reminder)}`}
            />
          ))}
        </Rows>
      )}
      {items.length === 0 && <Empty>{list.state === "loading" ? t("loading") : t("reminders.none")}</Empty>}
      {list.state === "failed" && <Notice kind="warn">{t("no_connection")}</Notice>}
    </Screen>
  );
}

function stateOf(reminder: Reminder): string {
  if (reminder.seen_at) return t("reminder_state.seen");
  if (reminder.state === "dropped" && reminder.reason) return t(`reminder_reason.${reminder.reason}`);
  return t(`reminder_state.${reminder.state}`);
}

/** Seen here is seen: what the phone still shows of it can go. */
async function closeShown(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}
