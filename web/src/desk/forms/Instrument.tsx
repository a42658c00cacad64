import type { InstrumentTrend, ScaleOfTrend, TrendItem, TrendPoint } from "../../api/review.ts";
import type { Day } from "../../api/types.ts";
import { shortDay } from "../../time.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { ScoreChart } from "./ScoreChart.tsx";
import { t } from "./words.ts";

const COLUMNS = 8;
type Props = { trend: InstrumentTrend; from: Day; to: Day };

/** One questionnaire over time: its answers first, then its sums on the instrument's own bands. */
export function Instrument({ trend, from, to }: Props) {
  // Where one score has bands, one without them is only a step on the way to it.
  const drawn = trend.scales.some((scale) => scale.bands.length > 0) ? trend.scales.filter((scale) => scale.bands.length > 0) : trend.scales;
  const unscored = trend.points.filter((point) => !point.complete).length;
  return (
    <Card>
      <Heading>{trend.name}</Heading>
      <Items name={trend.name} items={trend.items} points={trend.points} to={to} />
      {trend.scales.length === 0 && <p class="small muted">{t("form.raw")}</p>}
      {drawn.map((scale) => <Scale key={scale.key} trend={trend} scale={scale} from={from} to={to} />)}
      {trend.scales.length > 0 && unscored > 0 && <p class="small">{t("form.unscored", { count: unscored })}</p>}
      {trend.scales.length > 0 && <Scores trend={trend} to={to} />}
    </Card>
  );
}

function Scale({ trend, scale, from, to }: Props & { scale: ScaleOfTrend }) {
  const spots = trend.points.flatMap((point) => {
    const value = point.scores[scale.key];
    return value === undefined ? [] : [{ day: point.on_day, value }];
  });
  const what = `${trend.name}, ${scale.name}`;
  return (
    <figure class="trend">
      <figcaption class="small"><strong>{scale.name}</strong> <span class="muted">{said(what, spots.map((spot) => spot.value), scale)}</span></figcaption>
      <ScoreChart spots={spots} from={from} to={to} scale={scale} label={said(what, spots.map((spot) => spot.value), scale)} />
      <Ends from={from} to={to} />
      {scale.bands.length > 0 && (
        <ul class="trend-bands small muted" aria-label={t("form.bands")}>
          {scale.bands.map((band) => <li key={band.from}>{t("form.band", band)}</li>)}
        </ul>
      )}
    </figure>
  );
}

function said(what: string, values: readonly number[], scale: ScaleOfTrend): string {
  const latest = values.at(-1);
  if (latest === undefined) return t("form.no_scores", { what });
  const band = scale.bands.find((one) => one.from <= latest && latest <= one.to);
  return t("form.label", { what, count: values.length, least: Math.min(...values), most: Math.max(...values), latest: band ? `${latest} (${band.text})` : latest });
}

export function Ends({ from, to }: { from: Day; to: Day }) {
  return <div class="trend-ends small muted" aria-hidden="true"><span>{shortDay(from, to)}</span><span>{shortDay(to, to)}</span></div>;
}

/** Every item with its answers; the sums say less than these. What is underlined is another answer than the time before. */
function Items({ name, items, points, to }: { name: string; items: readonly TrendItem[]; points: readonly TrendPoint[]; to: Day }) {
  const first = Math.max(0, points.length - COLUMNS);
  // The newest beside the question: it is what is read first.
  const shown = points.map((point, place) => ({ point, place })).slice(first).reverse();
  return (
    <div class="stack-s">
      {first > 0 && <p class="small muted">{t("form.newest", { count: shown.length, of: points.length })}</p>}
      <div class="trend-scroll" role="region" aria-label={`${name}: ${t("form.items")}`} tabIndex={0}>
        <table>
          <caption class="sr-only">{t("form.items")}</caption>
          <thead>
            <tr><th scope="col">{t("form.item")}</th>{shown.map(({ point }) => <th key={point.check_in_id} scope="col">{shortDay(point.on_day, to)}</th>)}</tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.number}>
                <th scope="row"><span class="muted">{item.number}.</span> {item.text}</th>
                {shown.map(({ point, place }) => <Cell key={point.check_in_id} item={item} place={place} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Cell({ item, place }: { item: TrendItem; place: number }) {
  const value = item.answers[place];
  if (value === null || value === undefined) return <td class="muted"><span aria-hidden="true">{t("nothing")}</span><span class="sr-only">{t("nothing.said")}</span></td>;
  const before = place > 0 ? item.answers[place - 1] : null;
  const words = item.words[value] ?? String(value);
  return <td class={before !== null && before !== undefined && before !== value ? "trend-other" : ""}>{words}</td>;
}

function Scores({ trend, to }: { trend: InstrumentTrend; to: Day }) {
  return (
    <details class="desk-weeks-table">
      <summary>{t("form.table")}</summary>
      <div class="trend-scroll" role="region" aria-label={`${trend.name}: ${t("form.table")}`} tabIndex={0}>
        <table>
          <thead><tr><th scope="col">{t("form.day")}</th>{trend.scales.map((scale) => <th key={scale.key} scope="col">{scale.name}</th>)}<th scope="col"><span class="sr-only">{t("form.items")}</span></th></tr></thead>
          <tbody>
            {[...trend.points].reverse().map((point) => (
              <tr key={point.check_in_id}>
                <th scope="row">{shortDay(point.on_day, to)}</th>
                {trend.scales.map((scale) => <td key={scale.key}>{point.scores[scale.key] ?? t("nothing")}</td>)}
                <td>{[!point.complete && t("form.not_scored", { items: point.missing.join(", ") }), point.late_by_days > 0 && t("form.late", { count: point.late_by_days })].filter(Boolean).join("; ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
