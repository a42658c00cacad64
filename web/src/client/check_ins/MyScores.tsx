import { call } from "../../api/call.ts";
import type { OwnScores } from "../../api/forms.ts";
import type { Items } from "../../api/types.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { useKept } from "../../ui/resource.ts";
import { Card } from "../../ui/surfaces.tsx";
import "./check-in.css";
import { type Line, linesOf, placed } from "./scores.ts";
import { t } from "./words.ts";

const WIDTH = 300;
const HEIGHT = 72;

/** One's own sums over time. Numbers beside each other, nothing coloured as good or bad. */
export function MyScores() {
  const scores = useKept<Items<OwnScores>>("my_scores", () => call("GET /api/my-scores"));
  const items = scores.value?.items.filter(({ points }) => points.length > 0) ?? [];
  if (items.length === 0) return null;
  return (
    <details class="my-scores">
      <summary><h2>{t("scores.title")}</h2></summary>
      <p class="small muted">{t("scores.text")}</p>
      {items.map((item) => (
        <Card key={item.instrument}>
          <h3>{item.name}</h3>
          {linesOf(item).map((line) => <ScoreLine key={line.key} name={item.name} line={line} />)}
        </Card>
      ))}
    </details>
  );
}

function ScoreLine({ name, line }: { name: string; line: Line }) {
  const today = dayOf(new Date(), phoneZone());
  const said = line.points.map(({ day, value }) => t("scores.point", { day: shortDay(day, today), value }));
  const newest = line.points.at(-1);
  const previous = line.points.at(-2);
  if (!newest) return null;
  const value = line.top === null ? String(newest.value) : t("scores.of", { value: newest.value, top: line.top });
  return (
    <div class="score-line">
      <p>
        <strong>{line.name}: {value}</strong>{newest.band && ` · ${newest.band}`}
        <span class="small muted score-when">{t("scores.latest", { day: shortDay(newest.day, today) })}{previous && ` · ${t("scores.before", { value: previous.value })}`}</span>
      </p>
      {line.points.length > 1 && (
        <>
          <Drawing line={line} label={t("scores.label", { name, measure: line.name, points: said.join(", ") })} />
          <details class="small">
            <summary>{t("scores.table")}</summary>
            <ul class="score-list">{line.points.toReversed().map(({ day, value: each, band }) => <li key={day}>{shortDay(day, today)}: {each}{band && `, ${band}`}</li>)}</ul>
          </details>
        </>
      )}
    </div>
  );
}

function Drawing({ line, label }: { line: Line; label: string }) {
  const at = placed(line).map(({ x, y }) => ({ x: x * WIDTH, y: HEIGHT - y * HEIGHT }));
  return (
    <svg class="spark" viewBox={`-5 -5 ${WIDTH + 10} ${HEIGHT + 10}`} role="img" aria-label={label}>
      <path d={`M0 ${HEIGHT}H${WIDTH}`} stroke="var(--line)" stroke-width="1" />
      {line.top !== null && <path d={`M0 0H${WIDTH}`} stroke="var(--line)" stroke-width="1" stroke-dasharray="3 5" />}
      <polyline points={at.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      {at.map(({ x, y }, index) => <circle key={index} cx={x} cy={y} r="3" fill="currentColor" />)}
    </svg>
  );
}
