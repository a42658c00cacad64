import { useLocation, useRoute } from "preact-iso";
import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Items, Reminder } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { kept } from "../../offline/kept.ts";
import { saveQuietly } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { Screen } from "../../ui/Screen.tsx";

const PATIENCE_MS = 3000;
const KNOWN_PATH = /^\/(check-in|inbox|reminders|taking|sessions\/[\w-]+)$/;

/** A tapped notification carries an opaque id: seen is noted, and what it was about is opened. */
export function FromNotification() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  useEffect(() => {
    if (!id) return;
    let here = true;
    void saveQuietly({ kind: "reminder_seen", entity: id, body: {} });
    const late = new Promise<string>((done) => setTimeout(() => done("/reminders"), PATIENCE_MS));
    // Whoever has gone on meanwhile, to the help page say, is not fetched back.
    void Promise.race([pathOf(id), late]).then((path) => here && route(path, true));
    return () => {
      here = false;
    };
  }, [id]);
  return <Screen title={t("app.name")}><p class="muted">{t("loading")}</p></Screen>;
}

async function pathOf(id: string): Promise<string> {
  const find = (list: Items<Reminder> | undefined) => list?.items.find((reminder) => reminder.id === id)?.path;
  const db = await myDatabase().catch(() => null);
  const known = db ? find((await kept<Items<Reminder>>(db, "reminders"))?.value) : undefined;
  const path = known ?? find(await call("GET /api/reminders").catch(() => undefined));
  return path && KNOWN_PATH.test(path) ? path : "/reminders";
}
