import type { Fellowship } from "../../api/mutual_help.ts";
import { Choice } from "../../ui/Field.tsx";
import { inOwnOrder, type Now } from "./state.ts";
import { t } from "./words.ts";

type Props = { now: Now; value: Fellowship | null; wrong: boolean; onChoose: (one: Fellowship) => void };

/** Which group it is: all of them alike, one's own first, and none chosen before one has any. */
export function GroupChoice({ now, value, wrong, onChoose }: Props) {
  const known = inOwnOrder(now, (one) => t(`f.${one}`)).map((one) => ({ value: one as string, text: t(`f.${one}`) }));
  return (
    <Choice
      label={t("was.which")} value={value ?? ""} wrong={wrong && value === null ? t("was.which_wrong") : null}
      options={value === null ? [{ value: "", text: t("was.choose") }, ...known] : known}
      onChoose={(chosen) => chosen !== "" && onChoose(chosen as Fellowship)}
    />
  );
}
