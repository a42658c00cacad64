/** Where things stand in a row of the chart: `x` in per cent of its width, `y` in pixels from its top. */
export type Spot = { x: number; y: number; value: number };
export type Row = { height: number; pad: number; highest: number };

/** The middle of a day's column. */
export function xOf(index: number, days: number): number {
  return ((index + 0.5) / days) * 100;
}

/** How far down a value lies: the highest at `pad`, 0 at the bottom less `pad`. */
export function yOf(value: number, { height, pad, highest }: Row): number {
  const share = Math.min(1, Math.max(0, value / highest));
  return pad + (1 - share) * (height - 2 * pad);
}

/** One spot for each day with a value. A day without one is a gap, never a guess. */
export function spotsOf(values: readonly (number | null)[], row: Row): (Spot | null)[] {
  return values.map((value, index) => (value === null ? null : { x: xOf(index, values.length), y: yOf(value, row), value }));
}

/** Lines between neighbouring days that both have a value. */
export function linesOf(spots: readonly (Spot | null)[]): [from: Spot, to: Spot][] {
  return spots.flatMap((to, index) => {
    const from = spots[index - 1];
    return from && to ? [[from, to] as [Spot, Spot]] : [];
  });
}

/** Where each week begins, the first one left out. */
export function weekLines(days: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(days / 7) - 1) }, (_, week) => (((week + 1) * 7) / days) * 100);
}

/** How several marks of one day stand above each other around the middle of a row. */
export function stackedY(place: number, of: number, height: number, gap: number): number {
  return height / 2 + (place - (of - 1) / 2) * gap;
}
