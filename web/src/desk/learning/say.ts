import type { CurriculumRow, Figures, GivenModule, HardCard, StaffText, Topic, Wording } from "../../api/learning_desk.ts";
import { Problem } from "../../api/problem.ts";
import type { Day, Instant } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { en as shell } from "../../i18n/en.ts";
import { me } from "../../person.ts";
import { dayOf, shortDay } from "../../time.ts";
import { t as calendar } from "../calendar/words.ts";
import { FOCUSES, KINDS } from "../sessions/series.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t as desk } from "../words/index.ts";
import { t } from "./words.ts";

/** `Given to 10 or more, finished by 5 or more`; of fewer than five people no number is there to be said. */
export function sayFigures({ assigned, finished }: Figures): string {
  if (assigned === null) return t("figures.few");
  return finished === null ? t("figures.few_finished", { assigned }) : t("figures", { assigned, finished });
}

/** `skills:refusal` as people call it. A code that is not known here stays as it is. */
export function sayGroup(code: string): string {
  const [kind = "", skill] = code.split(":");
  const known = KINDS.find((one) => one === kind);
  const focus = FOCUSES.find((one) => one === skill?.replace("stress_management", "stress"));
  if (!known) return code;
  return focus ? `${desk(`kind.${known}`)}: ${calendar(`focus.${focus}`)}` : desk(`kind.${known}`);
}

export function sayTrigger(code: string): string {
  const key = `trigger.${code}`;
  return key in shell ? shared(key as "trigger.hungry") : code;
}

export function sayTopic(topics: readonly Topic[], code: string): string {
  return topics.find((one) => one.code === code)?.name ?? code;
}

export function sayStage(stage: CurriculumRow["stage"]): string {
  return t(`stage.${stage}`);
}

/** `English, Spanish (version 2)`: the version is worth a word when it is not the first. */
export function sayLanguages(languages: readonly Wording[]): string {
  return languages.map(({ language, version }) => (version > 1 ? `${t(`language.${language}`)} (${t("version", { version })})` : t(`language.${language}`))).join(", ");
}

export function sayState({ state, begun_on, finished_on }: GivenModule): string {
  const day = state === "finished" ? finished_on : state === "begun" ? begun_on : null;
  if (state === "not_begun") return t("client.state.not_begun");
  return day ? t(`client.state.${state}`, { day: shortOf(day) }) : t(`client.state_short.${state}`);
}

/** How hard it is to read, in the measure of its language. */
export function sayEase({ language, reading_age, is_easy }: Pick<StaffText, "language" | "reading_age" | "is_easy">): string {
  const measured = t(`ease.${language}`, { number: Math.round(reading_age * 10) / 10 });
  return `${t(is_easy ? "ease.easy" : "ease.hard")} (${measured})`;
}

/** `about 3 in 10 forgot it`. */
export const sayForgotten = ({ share_forgotten }: Pick<HardCard, "share_forgotten">): string => t("cards.share", { tenths: Math.round(share_forgotten * 10) });

export const shortOf = (day: Day): string => shortDay(day, dayOf(new Date(), me().time_zone));

export const dayFrom = (at: Instant): Day => dayOf(new Date(at), me().time_zone);

const REFUSED = {
  module_withdrawn: "give.off_shelf",
  module_for_relatives: "give.not_for_clients",
  module_is_shipped: "upload.is_shipped",
  version_not_newer: "upload.not_newer",
  faulty_module: "upload.refused",
} as const;

/** Why something was refused, in a sentence; `name`: whom it was for. */
export function refusalOf(error: unknown, name = ""): string {
  if (!(error instanceof Problem)) return sentenceFor(error);
  if (error.code === "already_assigned") return t("give.already", { name });
  const key = REFUSED[error.code as keyof typeof REFUSED];
  return key ? t(key) : sentenceFor(error);
}
