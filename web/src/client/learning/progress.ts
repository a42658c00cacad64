import type { ModuleRow, Modules, ModuleText, Node, Reading } from "../../api/learning.ts";

/** Where somebody is in a module, as this phone knows it. */
export type Place = Reading & {
  key: string;
  /** The block the server was told last; null: nothing yet. */
  marked: number | null;
  /** The first mark, which says when it was begun. */
  first: string | null;
  /** It was finished here and the server does not know yet. */
  finish_to_tell: boolean;
};

export type State = "new" | "begun" | "finished";
export type OnShelf = { row: ModuleRow; reading: Reading | null; state: State };
export type Places = ReadonlyMap<string, Place>;

/** The server's word and this phone's: the later one says where, the earlier finish says when. */
export function readingOf(told: Reading | null, place: Reading | null | undefined): Reading | null {
  if (!told || !place) return told ?? place ?? null;
  const later = Date.parse(told.read_at) > Date.parse(place.read_at) ? told : place;
  const finished = [told.finished_at, place.finished_at].filter((at) => at !== null);
  finished.sort((a, b) => Date.parse(a) - Date.parse(b));
  const { digest, block, read_at } = later;
  const began = Date.parse(told.began_at) < Date.parse(place.began_at) ? told.began_at : place.began_at;
  return { digest, block, read_at, began_at: began, finished_at: finished[0] ?? null };
}

export function stateOf(reading: Reading | null): State {
  if (!reading) return "new";
  return reading.finished_at ? "finished" : "begun";
}

/** Whoever is in the middle of a text keeps it; everybody else gets the one on the shelf. */
export function digestToOpen(row: ModuleRow | null, place: Place | undefined): string | null {
  const reading = readingOf(row?.reading ?? null, place);
  if (reading && !reading.finished_at) return reading.digest;
  return row?.digest ?? reading?.digest ?? null;
}

/** The block to go on at; 0: from the beginning. After a finish it begins anew. */
export function blockToOpen(digest: string, blocks: number, reading: Reading | null): number {
  if (!reading || reading.digest !== digest || reading.block >= blocks) return 0;
  const again = reading.finished_at === null || Date.parse(reading.read_at) > Date.parse(reading.finished_at);
  if (!again || (reading.finished_at && reading.block === blocks - 1)) return 0;
  return reading.block;
}

/** A block under its heading is gone on with from the heading. */
export function withHeading(blocks: readonly Node[], block: number): number {
  const above = blocks[block - 1];
  return block > 1 && typeof above === "object" && /^h[23]$/.test(above.tag) ? block - 1 : block;
}

/** Null: nothing to keep. Whoever only looked at the first lines has begun nothing. */
export function placeAfter(
  known: Place | undefined, began: Reading | null, text: Pick<ModuleText, "key" | "digest">, block: number, finished: boolean, at: Date,
): Place | null {
  const now = at.toISOString();
  const same = known?.digest === text.digest ? known : null;
  const told = began?.digest === text.digest ? began : null;
  const from = same ?? told;
  if (!finished && (from ? from.block === block : block === 0)) return null;
  return {
    key: text.key,
    digest: text.digest,
    block,
    began_at: from?.began_at ?? now,
    read_at: now,
    finished_at: from?.finished_at ?? (finished ? now : null),
    marked: finished ? null : (same?.marked ?? told?.block ?? null),
    first: same?.first ?? null,
    finish_to_tell: finished || (same?.finish_to_tell ?? false),
  };
}

export function onShelf(shelf: Modules, places: Places): OnShelf[] {
  return shelf.items.map((row) => {
    const reading = readingOf(row.reading, places.get(row.key));
    return { row, reading, state: stateOf(reading) };
  });
}

export type Sections = {
  goOn: OnShelf[];
  /** Given by somebody, or of this week at the level; not begun. */
  now: OnShelf[];
  /** Of the weeks before; never called late. */
  earlier: OnShelf[];
};

export function sectionsOf(items: OnShelf[], week: number | null): Sections {
  const goOn = items.filter((item) => item.state === "begun");
  goOn.sort((a, b) => lastRead(b) - lastRead(a));
  const given = items.filter((item) => item.state === "new" && item.row.assigned);
  const isNow = ({ row: { assigned } }: OnShelf) => assigned?.for !== "level" || (assigned.is_now && (week === null || assigned.week === week));
  const now = given.filter(isNow).sort(byDay);
  const earlier = given.filter((item) => !isNow(item) && item.row.assigned?.is_now).sort(byWeek);
  return { goOn, now, earlier };
}

/** What to offer at the end of one: what is given first, then what was begun, then its neighbours. */
export function nextAfter(items: OnShelf[], key: string, week: number | null, group: (row: ModuleRow) => string): OnShelf | null {
  const others = items.filter((item) => item.row.key !== key);
  const { now, goOn, earlier } = sectionsOf(others, week);
  const here = items.find((item) => item.row.key === key)?.row;
  const near = here && others.find((item) => item.state === "new" && group(item.row) === group(here));
  return now[0] ?? goOn[0] ?? earlier[0] ?? near ?? null;
}

function lastRead(item: OnShelf): number {
  return item.reading ? Date.parse(item.reading.read_at) : 0;
}

function byDay(a: OnShelf, b: OnShelf): number {
  const [one, two] = [a.row.assigned, b.row.assigned];
  return (
    (one?.due_on ?? "9").localeCompare(two?.due_on ?? "9") ||
    Number(one?.for === "level") - Number(two?.for === "level") ||
    (one?.at ?? "").localeCompare(two?.at ?? "")
  );
}

function byWeek(a: OnShelf, b: OnShelf): number {
  return (b.row.assigned?.week ?? 0) - (a.row.assigned?.week ?? 0);
}
