import { Button } from "../../ui/Button.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import type { Merge, Part } from "./edit.ts";
import { t } from "./words.ts";

type Props = { merged: Merge; onTogether: () => void; onTheirs: () => void; onClose: () => void };

/** Somebody saved in between: what each of the two changed, and what to do with it. */
export function Clash({ merged, onTogether, onTheirs, onClose }: Props) {
  return (
    <Sheet title={t("clash.title")} onClose={onClose}>
      <p>{t("clash.text")}</p>
      {merged.theirs.length > 0 && <p>{t("clash.theirs", { parts: named(merged.theirs) })}</p>}
      {merged.mine.length > 0 && <p>{t("clash.mine", { parts: named(merged.mine) })}</p>}
      {merged.both.length > 0 && <Notice kind="warn">{t("clash.both", { parts: named(merged.both) })}</Notice>}
      <Button wide onClick={onTogether}>{t("clash.together")}</Button>
      <Button look="danger" wide onClick={onTheirs}>{t("clash.take_theirs")}</Button>
    </Sheet>
  );
}

function named(parts: Part[]): string {
  return parts.map((part) => t(`part.${part}`)).join(", ");
}
