import { Toggle } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { lettersOn, turnLetters } from "../ui/useKeys.ts";
import { t } from "../words/index.ts";
import { t as say } from "./words.ts";

const KEYS = [
  ["keys.next", ["j", "↓"]],
  ["keys.before", ["k", "↑"]],
  ["keys.open", ["Enter"]],
  ["keys.note", ["n"]],
  ["keys.line", ["l"]],
  ["keys.outcome", ["o"]],
  ["keys.have", ["a"]],
  ["keys.forward", ["s"]],
  ["keys.client", ["c"]],
  ["keys.brief", ["b"]],
  ["keys.save", ["Ctrl + Enter"]],
  ["keys.leave", ["Esc"]],
  ["keys.help", ["?"]],
] as const;

const OWN = ["keys.outcome", "keys.have", "keys.forward", "keys.client", "keys.brief"] as const;
type Own = (typeof OWN)[number];
const isOwn = (key: string): key is Own => (OWN as readonly string[]).includes(key);

export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t("keys.title")} onClose={onClose}>
      <dl class="desk-keys">
        {KEYS.map(([what, keys]) => (
          <div key={what}>
            <dt>{isOwn(what) ? say(what) : t(what)}</dt>
            <dd>{keys.map((key, index) => <>{index > 0 && <span class="small muted"> {t("keys.or")} </span>}<kbd key={key}>{key}</kbd></>)}</dd>
          </div>
        ))}
      </dl>
      <Toggle label={t("keys.on")} hint={t("keys.on_hint")} on={lettersOn.value} onToggle={turnLetters} />
    </Sheet>
  );
}
