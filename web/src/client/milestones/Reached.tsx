import type { Day } from "../../api/types.ts";
import { phoneZone } from "../../time.ts";
import { dayAndYear } from "./Counts.tsx";
import { type Milestone, reached } from "./days.ts";
import type { Now } from "./state.ts";
import { t } from "./words.ts";

const SHOWN = 3;

/** What was reached, and when. Nothing about what was not. */
export function Reached({ starts, today }: { starts: Now["starts"]; today: Day }) {
  const found = reached(starts, today, phoneZone());
  if (found.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("reached.title")}</h2>
      <List milestones={found.slice(0, SHOWN)} />
      {found.length > SHOWN && (
        <details class="days-what">
          <summary>{t("reached.before", { count: found.length - SHOWN })}</summary>
          <List milestones={found.slice(SHOWN)} />
        </details>
      )}
      <p class="small muted">{t("reached.stays")}</p>
    </section>
  );
}

function List({ milestones }: { milestones: Milestone[] }) {
  return (
    <ul class="days-reached">
      {milestones.map((one) => (
        <li key={`${one.unit}${one.count}`}>
          <strong>{t(`reached.${one.unit}`, { count: one.count })}</strong> <span class="small muted">{dayAndYear(one.on)}</span>
        </li>
      ))}
    </ul>
  );
}
