import { useEffect, useState } from "preact/hooks";
import type { OwnMonitoring } from "../../api/monitoring.ts";
import { words } from "../../i18n/index.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { dayOf, shortDay } from "../../time.ts";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { lately } from "./kept.ts";
import { nowOf } from "./state.ts";

// Not what is asked: somebody else may see this screen.
const t = words(
  { asked: "Something is asked of you", today: "By the end of today", until: "Until {day}" },
  { asked: "Se te pide algo", today: "Hasta el final de hoy", until: "Hasta el {day}" },
);

/** What the team asks for on these days, among the first things; nothing when nothing is. */
export function AskedToday() {
  const [value, setValue] = useState<OwnMonitoring | null>(null);
  useEffect(() => {
    let alive = true;
    void lately().then((found) => alive && setValue(found), () => undefined);
    return () => {
      alive = false;
    };
  }, []);
  if (!value) return null;
  const now = new Date();
  const today = dayOf(now, value.zone);
  const due = nowOf(value, outbox.value, sent.value, now).open.filter((one) => one.due_from <= today);
  if (due.length === 0) return null;
  return (
    <Rows>
      {due.map((one) => (
        <RowLink
          key={one.id} href="/results" icon="check" text={t("asked")}
          detail={one.due_until === today ? t("today") : t("until", { day: shortDay(one.due_until, today) })}
        />
      ))}
    </Rows>
  );
}
