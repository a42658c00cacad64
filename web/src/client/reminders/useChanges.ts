import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ReminderChoices, ReminderSettings } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";

/** What was changed goes to the server one change after the other, and is shown over whatever is read meanwhile. */
export function useChanges(settings: Pick<Resource<ReminderSettings>, "value" | "put">) {
  const [problem, setProblem] = useState(false);
  const [wish, setWish] = useState<Partial<ReminderChoices>>({});
  const newest = useRef(wish);
  const known = useRef(settings.value);
  known.current = settings.value;
  const queue = useRef<Promise<void>>(Promise.resolve());

  function wishFor(all: Partial<ReminderChoices>): void {
    newest.current = all;
    setWish(all);
  }
  async function send(mine: Partial<ReminderChoices>): Promise<void> {
    // The change after it asks for this too.
    if (mine !== newest.current || !known.current) return;
    const { check_in, sessions, quiet_hours, paused_until } = { ...known.current, ...mine };
    try {
      settings.put(await call("PUT /api/reminder-settings", { body: { check_in, sessions, quiet_hours, paused_until } }));
      if (mine !== newest.current) return;
      wishFor({});
      announce(t("saved"));
    } catch {
      if (mine !== newest.current) return;
      wishFor({});
      setProblem(true);
    }
  }
  function change(part: Partial<ReminderChoices>): void {
    const mine = { ...newest.current, ...part };
    wishFor(mine);
    setProblem(false);
    queue.current = queue.current.then(() => send(mine));
  }
  return { value: settings.value && { ...settings.value, ...wish }, problem, change };
}
