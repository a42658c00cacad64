import type { CoursePoint } from "./patterns.ts";
import "./charts.css";

type Point = { minutes: number; intensity: number };
type Props = {
  now: Point[];
  usual: CoursePoint[];
  /** What is drawn, in words: all that a screen reader gets. */
  label: string;
};

const WIDTH = 320;
const HEIGHT = 150;
const LEFT = 24;
const BOTTOM = 22;

/** Minutes to the right, 0 to 10 upwards: one wave, over the band in which one's own have been. */
export function Course({ now, usual, label }: Props) {
  const longest = Math.max(20, ...now.map((point) => point.minutes), ...usual.map((point) => point.minutes));
  const x = (minutes: number) => LEFT + (minutes / longest) * (WIDTH - LEFT - 8);
  const y = (intensity: number) => 8 + (1 - intensity / 10) * (HEIGHT - BOTTOM - 8);
  const line = (points: Point[]) => points.map((point, index) => `${index === 0 ? "M" : "L"}${x(point.minutes).toFixed(1)} ${y(point.intensity).toFixed(1)}`).join("");
  const band = [...usual.map((point) => `${x(point.minutes)},${y(point.high)}`), ...[...usual].reverse().map((point) => `${x(point.minutes)},${y(point.low)}`)];
  const ticks = longest > 40 ? [0, 20, 40, 60] : longest > 20 ? [0, 10, 20, 30] : [0, 5, 10, 20];
  return (
    <svg class="course" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, 5, 10].map((value) => (
        <g key={value}>
          <line class="course-grid" x1={LEFT} x2={WIDTH - 8} y1={y(value)} y2={y(value)} />
          <text class="course-text" x={LEFT - 6} y={y(value) + 4} text-anchor="end">{value}</text>
        </g>
      ))}
      {ticks.filter((minutes) => minutes <= longest).map((minutes) => (
        <text key={minutes} class="course-text" x={x(minutes)} y={HEIGHT - 4} text-anchor="middle">{minutes}</text>
      ))}
      {usual.length > 1 && <polygon class="course-band" points={band.join(" ")} />}
      {usual.length > 1 && <path class="course-usual" d={line(usual.map((point) => ({ minutes: point.minutes, intensity: point.mean })))} />}
      {now.length > 1 && <path class="course-now" d={line(now)} />}
      {now.map((point, index) => <circle key={index} class="course-dot" cx={x(point.minutes)} cy={y(point.intensity)} r="4" />)}
    </svg>
  );
}
