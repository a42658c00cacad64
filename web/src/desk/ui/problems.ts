import { Problem } from "../../api/problem.ts";
import { t as shared } from "../../i18n/core.ts";
import { t } from "../words/index.ts";

/** A plain sentence for a refusal: what happened and what can be done. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Problem)) return shared("no_connection");
  switch (error.code) {
    case "not_found":
      return t("problem.not_found");
    case "not_allowed":
      return t("problem.not_allowed");
    case "unavailable":
      return t("problem.unavailable");
    case "no_such_programme":
      return t("problem.no_programme");
    case "no_meeting":
      return t("problem.no_meeting");
    case "own_account":
      return t("problem.own_account");
    case "body_too_large":
      return t("problem.too_long");
    case "invalid":
      return shared("invalid");
    case "too_many_requests":
      return shared("too_many", { count: Math.max(1, Math.ceil((error.waitMs ?? 60_000) / 60_000)) });
    default:
      return shared("something_wrong");
  }
}
