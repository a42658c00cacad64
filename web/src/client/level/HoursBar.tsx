import type { WeekHours } from "../../api/levels.ts";
import "./level.css";
import { hoursOf } from "./hours.ts";
import { t } from "./words.ts";

/** Hours done and in the calendar, between what is expected and what is the most. */
export function HoursBar({ hours }: { hours: WeekHours }) {
  const { attended, open, floor, ceiling } = hours;
  const whole = Math.max(ceiling, attended + open, floor, 1);
  const share = (minutes: number) => `${Math.min(100, (100 * minutes) / whole)}%`;
  return (
    <div class="level-hours">
      <div class="level-track" role="img" aria-label={spoken(hours)}>
        <span class="level-done" style={{ inlineSize: share(attended) }} />
        <span class="level-open" style={{ inlineSize: share(open) }} />
        {floor > 0 && <span class="level-mark" style={{ insetInlineStart: share(floor) }} />}
      </div>
      <ul class="level-key small muted" aria-hidden="true">
        <li><span class="level-swatch level-done" />{t("attended")}</li>
        {open > 0 && <li><span class="level-swatch level-open" />{t("open")}</li>}
        {floor > 0 && <li><span class="level-swatch level-mark" />{t("floor", { hours: hoursOf(floor) })}</li>}
        {ceiling > 0 && <li class="level-most">{t("ceiling", { hours: hoursOf(ceiling) })}</li>}
      </ul>
    </div>
  );
}

function spoken({ attended, open, floor, ceiling }: WeekHours): string {
  const done = t("bar", { attended: hoursOf(attended), floor: hoursOf(floor), ceiling: hoursOf(ceiling) });
  return open > 0 ? `${done} ${t("bar_open", { open: hoursOf(open) })}` : done;
}
