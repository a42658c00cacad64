import { sayLocalTime, weekdayName } from "../../time.ts";
import { type Hour, hotHours } from "./patterns.ts";
import { Table } from "./Table.tsx";
import { t } from "./patternWords.ts";

const CELL = 12;
const LEFT = 34;
const TOP = 14;
const PARTS = [[0, 6], [6, 12], [12, 18], [18, 24]] as const;

/** Seven rows of 24 hours: the darker, the more often. The hours that stand out are told in words. */
export function HeatMap({ week }: { week: Hour[][] }) {
  const most = Math.max(1, ...week.flat().map((cell) => cell.n));
  const hot = hotHours(week);
  const words = hot.length === 0 ? t("hours.even") : t("hours.most", { list: hot.map((one) => t("hours.one", { day: weekdayName(one.day), hour: hourName(one.hour), count: one.n })).join("; ") });
  return (
    <>
      <svg class="heat" viewBox={`0 0 ${LEFT + 24 * CELL} ${TOP + 7 * CELL}`} role="img" aria-label={words}>
        {[0, 6, 12, 18].map((hour) => <text key={hour} class="course-text" x={LEFT + hour * CELL} y={TOP - 5}>{hourName(hour)}</text>)}
        {week.map((hours, day) => (
          <g key={day}>
            <text class="course-text" x={LEFT - 6} y={TOP + day * CELL + 9} text-anchor="end">{weekdayName(day, "short")}</text>
            {hours.map((cell, hour) => (
              <rect
                key={hour} class={cell.n === 0 ? "heat-none" : "heat-cell"} x={LEFT + hour * CELL} y={TOP + day * CELL} width={CELL - 1.5} height={CELL - 1.5} rx="2"
                fill-opacity={cell.n === 0 ? 1 : 0.25 + (0.75 * cell.n) / most}
              />
            ))}
          </g>
        ))}
      </svg>
      <p>{words}</p>
      <p class="small muted">{t("hours.text")}</p>
      <Table
        open={t("as_table")} of={t("hours")} head={[t("day"), ...PARTS.map(([from, to]) => `${hourName(from)} – ${hourName(to % 24)}`)]}
        rows={week.map((hours, day) => [weekdayName(day), ...PARTS.map(([from, to]) => hours.slice(from, to).reduce((sum, cell) => sum + cell.n, 0))])}
      />
    </>
  );
}

/** `8 PM`, the way the phone says times. */
function hourName(hour: number): string {
  return sayLocalTime(`${String(hour).padStart(2, "0")}:00`).replace(/:00/, "");
}
