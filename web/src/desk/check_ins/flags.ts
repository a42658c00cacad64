import type { CheckInAnswers, FlagCode } from "../../api/types.ts";
import { t } from "../words/index.ts";

type Flag = { code: FlagCode; reason: string };
const KNOWN: readonly string[] = ["use", "rather_not_say", "craving_high", "mood_low", "backdated"];

/**
 * Why a check-in is flagged, in the reader's language. The server's sentence is English; the only
 * thing in it that varies is a number. A flag this version does not know keeps the server's words.
 */
export function reasonOf(flag: Flag): string {
  if (!KNOWN.includes(flag.code)) return flag.reason;
  return t(`reason.${flag.code}`, { count: Number(/\d+/.exec(flag.reason)?.[0] ?? 0) });
}

/** The flag in a word or two, for a list. */
export function shortFlag(flag: Flag, answers: CheckInAnswers): string {
  switch (flag.code) {
    case "use":
    case "rather_not_say":
    case "backdated":
      return t(`flag.${flag.code}`);
    case "craving_high":
      return t("flag.craving_high", { count: answers.craving });
    case "mood_low":
      return t("flag.mood_low", { count: answers.mood });
    default:
      return flag.reason;
  }
}
