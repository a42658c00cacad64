import type { MySession } from "../../api/booking.ts";
import type { ModuleRow } from "../../api/learning.ts";
import { type Day, type Trigger, TRIGGERS } from "../../api/types.ts";
import { addDays, dayOf } from "../../time.ts";

const DAY_MS = 86_400_000;
const LOGGED_DAYS = 14;
const OFTEN = 3;
const AHEAD_DAYS = 7;
const AT_MOST = 3;
/** For how long "Not now" counts. */
export const HIDDEN_DAYS = 14;

const STAGES = ["early", "any", "middle", "later"];
const FOCUS = { refusal: "refusal", relapse_prevention: "relapse_prevention", assertiveness: "assertiveness", stress: "stress_management" } as const;

export type Why = { kind: "trigger"; trigger: Trigger; count: number } | { kind: "group"; day: Day };
export type Suggestion = { item: ModuleRow; why: Why };
/** The day until which a module is hidden, by its key. */
export type Hidden = Record<string, Day>;
export type Logged = { at: number; triggers: Trigger[] };
type Known = { items: ModuleRow[]; logs: Logged[]; sessions: MySession[]; hidden: Hidden };

/**
 * What to read next, and why, from what the phone has: a trigger that was logged often lately, and
 * the next group. The same phone says the same on the same day. "Not now" makes no room for another:
 * who has said so is left in peace.
 */
export function suggest({ items, logs, sessions, hidden }: Known, now: Date, zone: string): Suggestion[] {
  const today = dayOf(now, zone);
  const free = items.filter((item) => item.audience.includes("client") && !item.assigned && !item.reading?.finished_at);
  const often = oftenLogged(logs, now);
  const [first, ...others] = often.map((why) => ({ why, items: fitting(free, why.trigger, often.map(({ trigger }) => trigger)) }));
  const reasons = [first, nextGroup(free, sessions, now, zone), ...others].filter((one) => one !== undefined && one !== null);
  const shown: Suggestion[] = [];
  for (let turn = 0; turn < AT_MOST; turn += 1) {
    for (const { why, items: choice } of reasons) {
      const item = choice.find((one) => !shown.some(({ item: { key } }) => key === one.key));
      if (item && shown.length < AT_MOST) shown.push({ item, why });
    }
  }
  return shown.filter(({ item }) => (hidden[item.key] ?? "") <= today);
}

/** "Not now", said today. What has run out is dropped. */
export function hide(hidden: Hidden, key: string, today: Day): Hidden {
  const open = Object.entries(hidden).filter(([, until]) => until > today);
  return { ...Object.fromEntries(open), [key]: addDays(today, HIDDEN_DAYS) };
}

type Often = Extract<Why, { kind: "trigger" }>;

/** The triggers of at least three logs of the last two weeks, the most frequent first. */
export function oftenLogged(logs: Logged[], now: Date): Often[] {
  const recent = logs.filter(({ at }) => now.getTime() - at <= LOGGED_DAYS * DAY_MS);
  return TRIGGERS.filter((trigger) => trigger !== "other")
    .map((trigger) => ({ kind: "trigger" as const, trigger, count: recent.filter(({ triggers }) => triggers.includes(trigger)).length }))
    .filter(({ count }) => count >= OFTEN)
    .sort((a, b) => b.count - a.count);
}

/** Whatever meets more of what was logged comes first, then whatever is about this trigger foremost. */
function fitting(items: ModuleRow[], trigger: Trigger, often: Trigger[]): ModuleRow[] {
  const met = (item: ModuleRow) => often.filter((one) => item.triggers.includes(one)).length;
  return items
    .filter((item) => item.triggers.includes(trigger))
    .sort((a, b) => met(b) - met(a) || a.triggers.indexOf(trigger) - b.triggers.indexOf(trigger) || byStage(a, b));
}

/** One module for the next group within a week that any fits: no more than can be read before it. */
function nextGroup(items: ModuleRow[], sessions: MySession[], now: Date, zone: string): { why: Why; items: ModuleRow[] } | null {
  const end = now.getTime() + AHEAD_DAYS * DAY_MS;
  const coming = sessions
    .filter(({ status, mine, starts_at }) => status === "planned" && mine === "booked" && Date.parse(starts_at) > now.getTime() && Date.parse(starts_at) <= end)
    .sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  for (const session of coming) {
    const [best] = ofGroup(items, session);
    if (best) return { why: { kind: "group", day: dayOf(new Date(session.starts_at), zone) }, items: [best] };
  }
  return null;
}

/** What names the group itself before what belongs to its kind, then words of the title in common. */
function ofGroup(items: ModuleRow[], session: MySession): ModuleRow[] {
  const title = session.title.trim().toLowerCase();
  const focus = session.focus && `skills:${FOCUS[session.focus]}`;
  const place = (item: ModuleRow) => item.groups.findIndex((group) => group.toLowerCase() === title || group === focus || group === session.kind);
  const common = (item: ModuleRow) => wordsOf(item.title).filter((word) => wordsOf(session.title).includes(word)).length;
  return items
    .filter((item) => place(item) >= 0)
    .sort((a, b) => common(b) - common(a) || place(a) - place(b) || byStage(a, b));
}

/** The words that say what something is about. */
function wordsOf(title: string): string[] {
  return title.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 3 && !EMPTY.has(word));
}
const EMPTY = new Set(["group", "with", "your", "that", "what", "when", "from", "grupo", "para", "como", "cómo", "cuando", "sobre"]);

function byStage(a: ModuleRow, b: ModuleRow): number {
  return STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || (a.key < b.key ? -1 : 1);
}
