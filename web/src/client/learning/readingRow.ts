import { type OnShelf, sectionsOf } from "./progress.ts";

const LATELY_MS = 14 * 86_400_000;

export type ReadingRow = { kind: "go_on"; key: string } | { kind: "this_week"; count: number; minutes: number };

/** What was begun lately or was given, and else what there is for this week. What has lain long is not brought up. */
export function readingRow({ items, week }: { items: OnShelf[]; week: number | null }, now: number): ReadingRow | null {
  const { goOn, now: given } = sectionsOf(items, week, now);
  const isLate = ({ row, reading }: OnShelf) => !row.assigned && (!reading || now - Date.parse(reading.read_at) > LATELY_MS);
  const open = goOn.find((item) => !isLate(item));
  if (open) return { kind: "go_on", key: open.row.key };
  if (given.length === 0) return null;
  return { kind: "this_week", count: given.length, minutes: given.reduce((sum, { row }) => sum + row.minutes, 0) };
}
