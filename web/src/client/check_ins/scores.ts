import type { Band, OwnScores } from "../../api/forms.ts";
import type { Day } from "../../api/types.ts";

export function sayBand(band: Pick<Band, "text"> | null | undefined): string {
  return band ? `(${band.text})` : "";
}

/** One of a form's scores over time, with what the form's own publication says of the newest. */
export type Line = {
  key: string;
  name: string;
  points: { day: Day; value: number; band: string | null }[];
  /** The most there can be; null where nothing says so. */
  top: number | null;
};

export function linesOf({ names, points, bands }: OwnScores): Line[] {
  const found = new Set(points.flatMap(({ scores }) => Object.keys(scores)));
  // The WHO-5's raw sum is only the way to its total.
  const keys = [...found].filter((key) => key !== "raw" || !found.has("total"));
  return keys.map((key) => {
    const own = bands.filter(({ score }) => score === key);
    const bandAt = (value: number) => own.find(({ least, most }) => least <= value && value <= most)?.text ?? null;
    return {
      key, name: names[key] ?? key,
      points: points.flatMap(({ on_day, scores }) => (scores[key] === undefined ? [] : [{ day: on_day, value: scores[key], band: bandAt(scores[key]) }])),
      top: own.length > 0 ? Math.max(...own.map(({ most }) => most)) : null,
    };
  });
}

/** Where each point stands between 0 and 1: days on the one side, what there can be on the other. */
export function placed({ points, top }: Line): { x: number; y: number }[] {
  const days = points.map(({ day }) => Date.parse(`${day}T00:00:00Z`));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const highest = top ?? Math.max(1, ...points.map(({ value }) => value));
  return points.map(({ value }, index) => ({ x: last > first ? (days[index]! - first) / (last - first) : 0.5, y: value / highest }));
}
