import { Problem } from "../../api/problem.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

/** A plain sentence for what rewards refuse. */
export function wrongOf(error: unknown): string {
  switch (error instanceof Problem ? error.code : "") {
    case "not_enough_points":
      return t("correct.too_many");
    case "already_handed_out":
      return t("prize.conflict");
    case "prize_over_cap":
      return t("rules.over_cap");
    case "no_such_fund":
      return t("rules.fund_wrong");
    case "invalid":
      return t("rules.wrong");
    default:
      return sentenceFor(error);
  }
}
