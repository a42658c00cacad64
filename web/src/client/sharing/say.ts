import { Problem } from "../../api/problem.ts";
import type { ConsentShort } from "../../api/sharing.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { t } from "./words.ts";

/** Until when somebody sees it. */
export function sayUntil({ expires_on, ends_with_treatment }: ConsentShort): string {
  if (expires_on) return t("until.day", { day: sayDay(expires_on) });
  return t(ends_with_treatment ? "until.treatment" : "until.none");
}

/** What is on, without the name that goes with everything. */
export function sayWhat({ data }: ConsentShort): string[] {
  return data.filter((one) => one !== "profile").map((one) => t(`d.${one}`));
}

/** The day something came to its end. */
export function sayEnd({ ended, ended_at }: ConsentShort): string {
  return ended && ended_at ? t(`end.${ended}`, { day: sayDay(dayOf(new Date(ended_at), phoneZone())) }) : "";
}

export function sayDay(day: string): string {
  return shortDay(day, dayOf(new Date(), phoneZone()));
}

/** Consents are signed and taken back with a connection alone: nothing waits on the phone. */
export function whyNot(error: unknown): string {
  return error instanceof Problem ? t("failed") : t("offline");
}
