import { t } from "../../i18n/core.ts";
import { Screen } from "../../ui/Screen.tsx";

/** On its way. */
export default function SafetyPlan() {
  return <Screen title={t("loading")}>{null}</Screen>;
}
