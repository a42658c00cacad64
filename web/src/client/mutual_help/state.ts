import { type AttendanceContent, FELLOWSHIPS, type Fellowship, type MeetingContent, type MutualHelp } from "../../api/mutual_help.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { nextOf } from "./next.ts";

export type MeetingNow = MeetingContent & { id: string };
export type AttendanceNow = AttendanceContent & { seen_by: string | null };

/** What there is now: the server's answer with what was written on this phone since. */
export type Now = {
  meetings: MeetingNow[];
  /** Also those taken off the list: an attendance may still name one. */
  known: Map<string, MeetingNow>;
  attended: AttendanceNow[];
  /** What is on its way, by `meeting_id` or `attendance_id`. */
  waiting: Set<string>;
  refused: Operation[];
};

type Ours = Extract<Operation | SentOperation, { kind: "meeting" | "meeting_attendance" }>;

/**
 * What was written here counts over what the server last said, in the order it was written. `sent`
 * are entries the server took after `at`, when it last answered: its answer does not know them yet.
 */
export function nowOf(value: MutualHelp | null, at: number | null, queued: Operation[], sent: SentOperation[]): Now {
  const late = sent.filter((op) => at === null || op.sent_at >= at);
  const local = [...late, ...queued].filter(isOurs).filter((op) => !("refusal" in op && op.refusal));
  const known = new Map<string, MeetingNow>((value?.meetings ?? []).map((one) => [one.id, one]));
  const attended = new Map<string, AttendanceNow>((value?.attendances ?? []).map((one) => [one.attendance_id, one]));
  for (const op of local) {
    if (op.kind === "meeting") {
      const { meeting_id, occurred_at: _, ...content } = op.body;
      known.set(meeting_id, { ...content, id: meeting_id });
    } else {
      const { occurred_at: _, zone: __, ...content } = op.body;
      attended.set(content.attendance_id, { ...content, seen_by: null });
    }
  }
  return {
    known,
    meetings: soonestFirst([...known.values()].filter((one) => !one.is_removed), new Date()),
    attended: [...attended.values()].sort(newestFirst),
    waiting: new Set(queued.filter(isOurs).map((op) => (op.kind === "meeting" ? op.body.meeting_id : op.body.attendance_id))),
    refused: queued.filter((op) => isOurs(op) && op.refusal !== null),
  };
}

function isOurs<O extends Operation | SentOperation>(op: O): op is Extract<O, Ours> {
  return op.kind === "meeting" || op.kind === "meeting_attendance";
}

/** Those without a fixed time come last. */
function soonestFirst(meetings: MeetingNow[], now: Date): MeetingNow[] {
  const next = new Map(meetings.map((one) => [one.id, Date.parse(nextOf(one, now) ?? "9999-12-31")]));
  return meetings.sort((a, b) => (next.get(a.id) ?? 0) - (next.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

function newestFirst(a: AttendanceNow, b: AttendanceNow): number {
  return a.on_day === b.on_day ? (a.attendance_id < b.attendance_id ? 1 : -1) : a.on_day < b.on_day ? 1 : -1;
}

/** Those the client goes to come first, by how often; the others by name. None is better than another. */
export function inOwnOrder(now: Used, nameOf: (one: Fellowship) => string): Fellowship[] {
  const used = usedOf(now);
  const last = (one: Fellowship) => (one === "other" ? 1 : 0);
  return [...FELLOWSHIPS].sort((a, b) => (used.get(b) ?? 0) - (used.get(a) ?? 0) || last(a) - last(b) || nameOf(a).localeCompare(nameOf(b)));
}

/** The one the client goes to most; null before the first: nobody is put into a group. */
export function usualOf(now: Used): Fellowship | null {
  const [most] = [...usedOf(now)].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

type Used = Pick<Now, "meetings" | "attended">;

function usedOf(now: Used): Map<Fellowship, number> {
  const used = new Map<Fellowship, number>();
  for (const { fellowship } of [...now.attended.filter((one) => !one.is_mistake), ...now.meetings]) used.set(fellowship, (used.get(fellowship) ?? 0) + 1);
  return used;
}

/** The parts of an attendance that are written. */
export function contentOf(one: AttendanceContent): AttendanceContent {
  const { attendance_id, on_day, fellowship, attending, meeting_id, line, proof, is_mistake } = one;
  return { attendance_id, on_day, fellowship, attending, meeting_id, line, proof, is_mistake };
}
