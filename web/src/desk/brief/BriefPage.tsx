import { t } from "../../i18n/core.ts";
import { Screen } from "../../ui/Screen.tsx";

/** On its way. */
export function BriefPage() {
  return <Screen title={t("loading")}>{null}</Screen>;
}
