import type { CancelReason } from "../../api/booking.ts";
import type { InboxNotice } from "../../api/notices.ts";
import { Problem } from "../../api/problem.ts";
import type { Instant } from "../../api/types.ts";
import { clockTime, dayOf, shortDay } from "../../time.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

/** `Thursday 10:00 AM`, `Mon, Jun 15 10:00 AM`: always with its day. */
export function moment(at: Instant, zone: string): string {
  return `${day(at, zone)} ${clockTime(at, zone)}`;
}

function day(at: Instant, zone: string): string {
  return shortDay(dayOf(new Date(at), zone), dayOf(new Date(), zone));
}

/** One line of a member of staff's inbox as a sentence. */
export function sentenceOf(notice: InboxNotice, zone: string): string {
  const title = notice.title ?? t("session");
  const who = notice.about?.shown_name ?? t("somebody");
  const from = notice.starts_at ? moment(notice.starts_at, zone) : "";
  const now = notice.new_starts_at ?? notice.starts_at;
  const when = now ? moment(now, zone) : "";
  const count = notice.count ?? 1;
  switch (notice.kind) {
    case "booked":
      return count > 1 ? t("kind.booked_many", { title, count }) : tidy(t("kind.booked", { title, when }));
    case "moved":
      if (count > 1) return t("kind.moved_many", { title, count });
      return from && notice.new_starts_at ? t("kind.moved", { title, from, when }) : tidy(t("kind.moved_plain", { title, when }));
    case "cancelled":
      return count > 1 ? t("kind.cancelled_many", { title, count }) : tidy(t("kind.cancelled", { title, from }));
    case "client_away": {
      const [first, last] = [notice.starts_at, notice.new_starts_at].map((at) => (at ? day(at, zone) : ""));
      return t(notice.count === null ? "kind.client_back" : "kind.client_away", { who, first: first ?? "", last: last ?? "" });
    }
    case "task_given":
    case "task_overdue":
      return sentenceOfTask(notice, who, when);
    case "return_answered":
      return title;
    default:
      return tidy(t(`kind.${notice.kind}`, { who, title, from, when }));
  }
}

function sentenceOfTask({ kind, reason }: InboxNotice, who: string, when: string): string {
  if (reason === "nobody") return t("kind.task_nobody");
  if (reason === "taken") return t(kind === "task_overdue" ? "kind.task_went_on" : "kind.task_taken", { who });
  return tidy(t(`kind.${kind === "task_overdue" ? "task_overdue" : "task_given"}`, { who, when }));
}

const isTask = ({ kind }: InboxNotice) => kind === "task_given" || kind === "task_overdue";

/** Why, how many, and what was said with it; empty when there is nothing more. */
export function moreOf(notice: InboxNotice): string {
  const parts: string[] = [];
  if (notice.kind === "client_away" && notice.count !== null) {
    parts.push(notice.count > 0 ? t("away.count", { count: notice.count }) : t("away.none"));
  }
  if (notice.reason && !isTask(notice)) parts.push(reasonOf(notice.reason as CancelReason));
  if (notice.line) parts.push(`“${notice.line}”`);
  if (notice.by && notice.by !== notice.about?.shown_name) parts.push(t("list.by", { name: notice.by }));
  return parts.join(" · ");
}

export function reasonOf(reason: CancelReason): string {
  return t(`reason.${reason}`);
}

/** Where a line leads; null when there is nothing behind it. */
export function pathOf(notice: InboxNotice): string | null {
  const client = notice.about && `/desk/clients/${notice.about.id}`;
  if (notice.kind === "plan_changed") return client && `${client}/plan`;
  if (notice.kind === "client_team_wish" || notice.kind === "team_changed") return client && `${client}/care`;
  if (notice.kind === "client_return_wish") return "/desk/returns";
  if (notice.kind === "client_wants_contact") return client && `${client}/contact`;
  if (notice.kind === "client_away") return client;
  if (notice.kind === "reflection_shared") return client && `${client}/modules`;
  if (notice.kind === "monitoring_result") return client && `${client}/monitoring`;
  if (isTask(notice)) return "/desk/duty";
  return notice.appointment_id && `/desk/calendar/${notice.appointment_id}`;
}

const KNOWN = [
  "provider_busy", "room_busy", "client_busy", "day_is_full", "in_the_past", "provider_away", "centre_closed", "no_such_time",
  "already_answered", "group_not_moved", "session_has_begun", "session_cancelled",
] as const;

/** Why an answer was refused, in a sentence. */
export function refusalOf(error: unknown, name: string): string {
  const code = error instanceof Problem ? KNOWN.find((one) => one === error.code) : undefined;
  return code ? t(`problem.${code}`, { name }) : sentenceFor(error);
}

/** A sentence without its time does not end in a comma or a colon. */
function tidy(sentence: string): string {
  return sentence.replace(/[\s,:]+$/, "");
}
