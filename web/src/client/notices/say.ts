import type { InboxNotice } from "../../api/notices.ts";
import type { Instant } from "../../api/types.ts";
import { clockTime, dayOf, shortDay } from "../../time.ts";
import { t } from "./words.ts";

/** One notice as a sentence. */
export function sentenceOf(notice: InboxNotice, zone: string): string {
  const title = notice.title ?? t("session");
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
      return count > 1 ? t("kind.cancelled_many", { title, count }) : tidy(t("kind.cancelled", { title, when: from }));
    case "changed":
    case "place_from_waiting":
    case "request_moved":
    case "request_declined":
      return tidy(t(`kind.${notice.kind}`, { title, when }));
    case "team_changed":
    case "plan_changed":
    case "safety_plan_changed":
    case "module_assigned":
    case "reflection_read":
    case "return_answered":
    case "monitoring_ordered":
    case "monitoring_result":
      return t(`kind.${notice.kind}`);
    case "relative_joined":
    case "relative_left":
      return t(`kind.${notice.kind}`, { name: notice.title ?? "" });
    default:
      return t("kind.other");
  }
}

const REASONS = ["provider_away", "centre_closed", "not_enough_people", "replaced", "ended"] as const;

/** Why, and what was said with it; empty when there is nothing more. */
export function moreOf(notice: InboxNotice): string {
  const reason = REASONS.find((one) => one === notice.reason);
  return [reason && t(`reason.${reason}`), notice.line && `“${notice.line}”`].filter(Boolean).join(" ");
}

/** Where a tap leads. */
export function pathOf(notice: InboxNotice): string {
  if (notice.kind === "plan_changed") return "/plan";
  if (notice.kind === "safety_plan_changed") return "/card";
  if (notice.kind === "team_changed") return "/team";
  if (notice.kind === "return_answered") return "/open";
  if (notice.kind === "relative_joined" || notice.kind === "relative_left") return "/sharing";
  if (notice.kind === "module_assigned" || notice.kind === "reflection_read") return "/read";
  if (notice.kind === "monitoring_ordered" || notice.kind === "monitoring_result") return "/results";
  return notice.appointment_id ? `/sessions/${notice.appointment_id}` : "/calendar";
}

function moment(at: Instant, zone: string): string {
  return `${shortDay(dayOf(new Date(at), zone), dayOf(new Date(), zone))} ${clockTime(at, zone)}`;
}

/** A sentence without its time does not end in a comma or a colon. */
function tidy(sentence: string): string {
  return sentence.replace(/[\s,:]+$/, "");
}
