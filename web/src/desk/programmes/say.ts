import { Problem } from "../../api/problem.ts";
import type { Group, InBoth, Level, ProgrammeTemplate, Service } from "../../api/programs.ts";
import { language } from "../../i18n/index.ts";
import { sayLocalTime } from "../../time.ts";
import { endOf } from "../sessions/series.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

export const TRACKS: readonly string[] = ["morning", "day", "evening", "teens"];

/** A text in the language in use. */
export const inMine = (text: InBoth): string => (language.value === "es" ? text.es : text.en);

export function trackName(track: string): string {
  return TRACKS.includes(track) ? t(`track.${track}` as "track.day") : track;
}

export function levelName(level: Level): string {
  return (language.value === "es" && level.name_es) || level.name;
}

export function groupTitle(group: Group): string {
  return (language.value === "es" && group.title_es) || group.title;
}

export function serviceName(service: Service, kind: string): string {
  return service.name ? inMine(service.name) : kind;
}

export function sayMinutes({ minutes, minutes_from }: Service): string {
  return minutes_from ? t("service.in_short_from", { from: minutes_from, minutes }) : t("service.in_short", { minutes });
}

export function sayTimes(group: Group): string {
  if (!/^\d\d:\d\d$/.test(group.local_time)) return "";
  return t("group.until", { from: sayLocalTime(group.local_time), until: sayLocalTime(endOf(group.local_time, group.minutes || 0)) });
}

/** A template in a line: how long, how many hours, in which form. */
export function inShort(template: ProgrammeTemplate): string {
  return [
    template.weeks ? t("gallery.weeks", { count: template.weeks }) : t("gallery.any_length"),
    t("gallery.hours", { floor: template.hours_floor, ceiling: template.hours_ceiling }),
    template.sessions_a_day ? t("gallery.cap", { count: template.sessions_a_day }) : "",
    template.tracks.length > 1 ? template.tracks.map(trackName).join(", ") : "",
    template.aftercare_months ? t("gallery.aftercare", { count: template.aftercare_months }) : "",
  ].filter(Boolean).join(" · ");
}

const REFUSALS = ["name_taken", "level_kept", "not_ready", "no_such_template", "room_name_taken"] as const;

/** Why it was refused, in a sentence. */
export function sayRefusal(error: unknown): string {
  const known = error instanceof Problem ? REFUSALS.find((code) => code === error.code) : undefined;
  return known ? t(`problem.${known}`) : sentenceFor(error);
}

const FIELD_CODES: Record<string, Parameters<typeof t>[0]> = {
  missing: "wrong.missing", string_too_short: "wrong.missing", too_short: "wrong.missing", string_type: "wrong.missing",
  string_too_long: "wrong.long", float_type: "wrong.number", float_parsing: "wrong.number", int_type: "wrong.whole", int_from_float: "wrong.whole",
  greater_than: "wrong.range", greater_than_equal: "wrong.range", less_than_equal: "wrong.range", wall_time: "wrong.time",
  ceiling_under_floor: "wrong.ceiling", target_outside: "wrong.target", share: "wrong.share", at_least: "wrong.at_least",
  longer_than_most: "wrong.minutes_from", focus_of_skills: "wrong.focus",
};

/** What is wrong at one field, by the server's code for it. */
export function sayField(field: string, code: string): string {
  if (field.endsWith(".days") && code === "too_short") return t("wrong.days");
  return t(FIELD_CODES[code] ?? "wrong.other");
}
