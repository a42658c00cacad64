type SparklineProps = {
  /** Oldest first; a gap where nothing was said. */
  points: (number | null)[];
  highest: number;
  /** What the picture shows, in words: it is all a screen reader gets. */
  label: string;
};

const WIDTH = 300;
const HEIGHT = 60;

/** A small line without axes; gaps stay gaps. */
export function Sparkline({ points, highest, label }: SparklineProps) {
  const step = points.length > 1 ? WIDTH / (points.length - 1) : 0;
  const at = points.map((value, index) => (value === null ? null : { x: index * step, y: HEIGHT - (value / highest) * HEIGHT }));
  return (
    <svg class="spark" viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} role="img" aria-label={label}>
      <path d={lineThrough(at)} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
      {at.map((point, index) => point && <circle key={index} cx={point.x} cy={point.y} r="2.5" fill="currentColor" />)}
    </svg>
  );
}

function lineThrough(at: ({ x: number; y: number } | null)[]): string {
  return at
    .map((point, index) => (point ? `${index > 0 && at[index - 1] ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : ""))
    .join("");
}
