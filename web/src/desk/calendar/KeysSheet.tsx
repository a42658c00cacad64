import { Toggle } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { lettersOn, turnLetters } from "../ui/useKeys.ts";
import { t as desk } from "../words/index.ts";
import { t } from "./words.ts";

const KEYS = [
  ["keys.next", ["j", "↓"]],
  ["keys.before", ["k", "↑"]],
  ["keys.day", ["←", "→"]],
  ["keys.open", ["Enter"]],
  ["keys.week", ["h", "l"]],
  ["keys.today", ["t"]],
  ["keys.new", ["n"]],
  ["keys.attendance", ["a"]],
  ["keys.close", ["Esc"]],
  ["keys.help", ["?"]],
] as const;

export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t("keys")} onClose={onClose}>
      <dl class="desk-keys">
        {KEYS.map(([what, keys]) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>{keys.map((key, index) => <>{index > 0 && <span class="small muted"> / </span>}<kbd key={key}>{key}</kbd></>)}</dd>
          </div>
        ))}
      </dl>
      <p class="small muted">{t("att.keys")}</p>
      <Toggle label={desk("keys.on")} hint={desk("keys.on_hint")} on={lettersOn.value} onToggle={turnLetters} />
    </Sheet>
  );
}
