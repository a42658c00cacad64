import type { CheckInAnswers, FlagCode } from "../../api/types.ts";
import { t as shared } from "../words/index.ts";
import { t } from "./words.ts";

type Flag = { code: FlagCode; reason: string };

/** The flag in a word or two, for a list. One that this version does not know keeps the server's sentence. */
export function shortFlag(flag: Flag, answers: CheckInAnswers | null): string {
  switch (flag.code) {
    case "use":
    case "rather_not_say":
    case "backdated":
      return shared(`flag.${flag.code}`);
    case "craving_high":
      return answers ? shared("flag.craving_high", { count: answers.craving }) : flag.reason;
    case "mood_low":
      return answers ? shared("flag.mood_low", { count: answers.mood }) : flag.reason;
    case "self_harm":
    case "may_use":
    case "sharp_change":
    case "score_high":
    case "score_low":
    case "silence":
      return t(`flag.${flag.code}`);
    default:
      return flag.reason;
  }
}
