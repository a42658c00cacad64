import type { ScaleOfTrend } from "../../api/review.ts";
import type { Day } from "../../api/types.ts";

export type Spot = { day: Day; value: number };
type Props = { spots: readonly Spot[]; from: Day; to: Day; scale: Pick<ScaleOfTrend, "lowest" | "highest" | "bands">; height?: number; label: string; joined?: boolean };

const PAD = 6;
const DAY = 86_400_000;

/** Where a day lies between two others, in per cent. */
export function shareOf(day: Day, from: Day, to: Day): number {
  const span = Math.max(1, (Date.parse(to) - Date.parse(from)) / DAY + 1);
  return (((Date.parse(day) - Date.parse(from)) / DAY + 0.5) / span) * 100;
}

/** How far down a value lies, in pixels. */
export function downOf(value: number, { lowest, highest }: { lowest: number; highest: number }, height: number): number {
  const share = highest === lowest ? 0 : (value - lowest) / (highest - lowest);
  return PAD + (1 - Math.min(1, Math.max(0, share))) * (height - 2 * PAD);
}

/** Scores over time on the instrument's own bands. What it shows, its label says in words and a table in numbers. */
export function ScoreChart({ spots, from, to, scale, height = 150, label, joined = true }: Props) {
  const placed = spots.map(({ day, value }) => ({ x: shareOf(day, from, to), y: downOf(value, scale, height), value, day }));
  return (
    <svg class="trend-chart" role="img" aria-label={label} width="100%" height={height}>
      {scale.bands.map((band, place) => {
        const top = downOf(Math.min(scale.highest, band.to + 0.5), scale, height);
        const bottom = downOf(Math.max(scale.lowest, band.from - 0.5), scale, height);
        return <rect key={band.from} class={place % 2 === 0 ? "trend-band" : "trend-band other"} x="0" width="100%" y={top} height={Math.max(0, bottom - top)} />;
      })}
      {scale.bands.slice(1).map((band) => (
        <g key={band.from}>
          <line class="trend-edge" x1="0" x2="100%" y1={downOf(band.from - 0.5, scale, height)} y2={downOf(band.from - 0.5, scale, height)} />
          <text class="trend-edge-text" x="4" y={downOf(band.from - 0.5, scale, height) - 3}>{band.from}</text>
        </g>
      ))}
      {placed.map((to, place) => {
        const before = placed[place - 1];
        return joined && before ? <line key={to.day} class="trend-line" x1={`${before.x}%`} x2={`${to.x}%`} y1={before.y} y2={to.y} /> : null;
      })}
      {placed.map((spot) => <circle key={spot.day} class="trend-spot" cx={`${spot.x}%`} cy={spot.y} r={joined ? 4 : 2} />)}
    </svg>
  );
}
