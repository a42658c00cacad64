import { Choice } from "../../ui/Field.tsx";
import { t } from "./words.ts";

export const WHICH = ["one", "following", "all"] as const;
export type Which = (typeof WHICH)[number];

/** Only one meeting of a group, this and what follows, or everything still to come. */
export function WhichChoice({ which, onWhich }: { which: Which; onWhich: (which: Which) => void }) {
  return (
    <Choice
      label={t("which")} value={which} options={WHICH.map((one) => ({ value: one, text: t(`which.${one}`) }))}
      onChoose={(chosen) => onWhich(WHICH.find((one) => one === chosen) ?? "one")}
    />
  );
}
