import { announce } from "../../ui/Live.tsx";
import { SIZES, size, step } from "./textSize.ts";
import { t } from "./words.ts";

/** Two buttons side by side: smaller and larger letters. */
export function TextSize({ onChange }: { onChange?: () => void }) {
  async function change(by: 1 | -1): Promise<void> {
    onChange?.();
    await step(by);
    announce(t(`size.${size.value}`));
  }
  return (
    <div class="reading-sizes" role="group" aria-label={t("size.label")}>
      <SizeButton by={-1} label={t("size.smaller")} off={size.value === SIZES[0]} onPress={change} />
      <SizeButton by={1} label={t("size.larger")} off={size.value === SIZES.at(-1)} onPress={change} />
    </div>
  );
}

type PressProps = { by: 1 | -1; label: string; off: boolean; onPress: (by: 1 | -1) => Promise<void> };

function SizeButton({ by, label, off, onPress }: PressProps) {
  return (
    <button type="button" class={by > 0 ? "larger" : "smaller"} aria-label={label} aria-disabled={off} onClick={() => void (off || onPress(by))}>
      <span aria-hidden="true">A</span>
    </button>
  );
}
