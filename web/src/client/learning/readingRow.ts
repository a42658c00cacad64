import { type OnShelf, sectionsOf } from "./progress.ts";

const LATELY_MS = 14 * 86_400_000;

export type ReadingRow = { kind: "go_on"; key: string } | { kind: "this_week" };

/**
 * What was begun lately or was given, and else that there is something for this week; never how much.
 * What has lain long is not brought up, nor what a level brought to somebody who is at none any more.
 */
export function readingRow({ items, week }: { items: OnShelf[]; week: number | null }, now: number): ReadingRow | null {
  const { goOn, now: given } = sectionsOf(items, week, now);
  const isWanted = ({ row: { assigned } }: OnShelf) => assigned !== null && (assigned.for !== "level" || week !== null);
  const isLate = (item: OnShelf) => !isWanted(item) && (!item.reading || now - Date.parse(item.reading.read_at) > LATELY_MS);
  const open = goOn.find((item) => !isLate(item));
  if (open) return { kind: "go_on", key: open.row.key };
  return given.some(isWanted) ? { kind: "this_week" } : null;
}
