import type { Assigned, ModuleRow, Modules, ModuleText, Node, Reading } from "../../api/learning.ts";

const DAY_MS = 86_400_000;
/** A week may have an hour more. */
const WEEK_MS = 7 * DAY_MS + 3_600_000;

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
/** A finish from before it was given is none: `finished_before` says that there was one. */
export type OwnReading = Reading & {
  finished_before: string | null;
  /** Finished before it was given, and not opened since. */
  is_again: boolean;
};
export type OnShelf = { row: ModuleRow; reading: OwnReading | null; state: State };
export type Places = ReadonlyMap<string, Place>;

/**
 * The server's word and this phone's: the later one says where, the earlier finish says when. Of what
 * was given only that counts, here as for staff, which was read since.
 */
export function readingOf(row: Pick<ModuleRow, "reading" | "assigned"> | null, place: Reading | undefined): OwnReading | null {
  const both = [place ?? null, row?.reading ?? null].filter((one) => one !== null).sort((a, b) => Date.parse(b.read_at) - Date.parse(a.read_at));
  const [last] = both;
  if (!last) return null;
  const [began_at = last.began_at] = inOrder(both.map((one) => one.began_at));
  const finished = inOrder(both.map((one) => one.finished_at).filter((at) => at !== null));
  const counts = (at: string) => isSince(at, row?.assigned ?? null);
  const finished_at = finished.find(counts) ?? null;
  const finished_before = finished.findLast((at) => !counts(at)) ?? null;
  const is_again = finished_before !== null && finished_at === null && !counts(last.read_at);
  return { digest: last.digest, block: last.block, read_at: last.read_at, began_at, finished_at, finished_before, is_again };
}

/** Whether something was after a module was given. What a level brings later on is nobody's wish yet. */
function isSince(at: string, given: Assigned | null): boolean {
  return !given?.is_now || Date.parse(at) >= Date.parse(given.at);
}

function inOrder(all: string[]): string[] {
  return all.sort((a, b) => Date.parse(a) - Date.parse(b));
}

export function stateOf(reading: OwnReading | null): State {
  if (!reading || reading.is_again) return "new";
  return reading.finished_at ? "finished" : "begun";
}

/** Whoever is in the middle of a text keeps it; everybody else gets the one on the shelf. */
export function digestToOpen(row: ModuleRow | null, place: Place | undefined): string | null {
  const reading = readingOf(row, place);
  if (stateOf(reading) === "begun" && reading) return reading.digest;
  return row?.digest ?? reading?.digest ?? null;
}

/** The block to go on at; 0: from the beginning. After a finish it begins anew, and when it was given again. */
export function blockToOpen(digest: string, blocks: number, reading: OwnReading | null): number {
  if (!reading || reading.is_again || reading.digest !== digest || reading.block >= blocks) return 0;
  const again = reading.finished_at === null || Date.parse(reading.read_at) > Date.parse(reading.finished_at);
  if (!again || (reading.finished_at && reading.block === blocks - 1)) return 0;
  return reading.block;
}

/** A block under its heading is gone on with from the heading. */
export function withHeading(blocks: readonly Node[], block: number): number {
  const above = blocks[block - 1];
  return block > 1 && typeof above === "object" && /^h[23]$/.test(above.tag) ? block - 1 : block;
}

/**
 * Null: nothing to keep. Whoever only looked at the first lines has begun nothing. What was given to
 * somebody who had finished it is begun anew.
 */
export function placeAfter(
  known: Place | undefined, began: OwnReading | null, text: Pick<ModuleText, "key" | "digest">, block: number, finished: boolean, at: Date,
): Place | null {
  const now = at.toISOString();
  const isOld = began?.is_again === true && known !== undefined && Date.parse(known.read_at) <= Date.parse(began.read_at);
  const same = known?.digest === text.digest && !isOld ? known : null;
  const told = began?.digest === text.digest && !began.is_again ? began : null;
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
    const reading = readingOf(row, places.get(row.key));
    return { row, reading, state: stateOf(reading) };
  });
}

export type Sections = {
  goOn: OnShelf[];
  /** Given by somebody, or of this week at the present level; not begun. */
  now: OnShelf[];
  /** Of the weeks and levels before; never called late. */
  earlier: OnShelf[];
};

export function sectionsOf(items: OnShelf[], week: number | null, at = Date.now()): Sections {
  const goOn = items.filter((item) => item.state === "begun");
  goOn.sort((a, b) => lastRead(b) - lastRead(a));
  const given = items.filter((item) => item.state === "new" && item.row.assigned);
  const isNow = ({ row: { assigned } }: OnShelf) => assigned?.for !== "level" || (assigned.is_now && assigned.week === week && isOfThese(assigned, at));
  const now = given.filter(isNow).sort(byDay);
  const earlier = given.filter((item) => !isNow(item) && item.row.assigned?.is_now).sort(byWeek);
  return { goOn, now, earlier };
}

/** Whether the week a module came with is still going on: the same week of an earlier level is over. */
function isOfThese({ at: came }: Assigned, at: number): boolean {
  const gone = at - Date.parse(came);
  return gone > -DAY_MS && gone < WEEK_MS;
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
