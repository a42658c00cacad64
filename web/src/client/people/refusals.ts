import { Problem } from "../../api/problem.ts";
import { t } from "../../i18n/core.ts";

/** A plain sentence for what went wrong with an account form: what happened, what to do. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Problem)) return t("no_connection");
  switch (error.code) {
    case "sign_in_refused":
      return t("sign_in.refused");
    case "too_many_requests":
      return t("too_many", { count: Math.max(1, Math.ceil((error.waitMs ?? 60_000) / 60_000)) });
    case "passphrase_too_short":
      return t("passphrase.too_short");
    case "passphrase_too_common":
      return t("passphrase.too_common");
    case "passphrase_too_long":
      return t("passphrase.too_long");
    case "invitation_invalid":
      return t("join.invalid");
    case "setup_done":
      return t("setup.done");
    case "invalid":
      return t("invalid");
    default:
      return t("something_wrong");
  }
}
