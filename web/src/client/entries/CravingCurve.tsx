import { t } from "../../i18n/more.ts";
import { addDays, dayOf, phoneZone } from "../../time.ts";
import { Sparkline } from "../../ui/Sparkline.tsx";
import { Card } from "../../ui/surfaces.tsx";
import type { ShownEntry } from "./merge.ts";

const DAYS = 14;

/** The strongest craving of each of the last two weeks' days; worth drawing from three days on. */
export function CravingCurve({ entries }: { entries: ShownEntry[] }) {
  const today = dayOf(new Date(), phoneZone());
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1));
  const points = days.map((day) => strongestOn(day, entries));
  const known = points.filter((point) => point !== null);
  if (known.length < 3) return null;
  const label = t("curve.label", { days: known.length, highest: Math.max(...known), last: known.at(-1) ?? 0 });
  return (
    <Card>
      <h2>{t("curve.title")}</h2>
      <Sparkline points={points} highest={10} label={label} />
      <p class="small muted">{label}</p>
    </Card>
  );
}

function strongestOn(day: string, entries: ShownEntry[]): number | null {
  const felt = entries.flatMap((entry) => {
    if (entry.kind === "check_in") return entry.body.on_day === day && entry.body.answers ? [entry.body.answers.craving] : [];
    return dayOf(new Date(entry.at), entry.zone) === day ? [entry.body.intensity] : [];
  });
  return felt.length > 0 ? Math.max(...felt) : null;
}
