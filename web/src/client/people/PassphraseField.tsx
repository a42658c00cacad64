import { useId, useState } from "preact/hooks";
import { t } from "../../i18n/core.ts";
import "./people.css";

type Props = {
  label: string;
  value: string;
  onText: (text: string) => void;
  autocomplete: "current-password" | "new-password";
  /** Shows how far the words are from long enough. */
  atLeast?: number;
  wrong?: string | null;
};

/** Pasting, password managers and seeing what one types are all allowed. */
export function PassphraseField({ label, value, onText, autocomplete, atLeast, wrong }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [atLeast && `${id}-rule`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="passphrase">
        <input
          id={id} type={(shown ? "text" : "password") as "text"} value={value} autocomplete={autocomplete} required maxLength={256}
          name={autocomplete} autocapitalize="none" spellcheck={false} aria-describedby={described} aria-invalid={wrong ? true : undefined}
          onInput={(event) => onText(event.currentTarget.value)}
        />
        <button type="button" class="icon-button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t("passphrase.hide") : t("passphrase.show")}
        </button>
      </div>
      {atLeast && <Length of={[...value].length} atLeast={atLeast} id={`${id}-rule`} />}
      {wrong && <span class="wrong" id={`${id}-wrong`}>{wrong}</span>}
    </div>
  );
}

function Length({ of, atLeast, id }: { of: number; atLeast: number; id: string }) {
  const enough = of >= atLeast;
  return (
    <div class="stack-s" id={id}>
      <div class="meter" aria-hidden="true">
        <span class={enough ? "enough" : ""} style={{ inlineSize: `${Math.min(100, (of / atLeast) * 100)}%` }} />
      </div>
      <span class="hint">{enough ? t("passphrase.enough") : t("passphrase.rule", { count: atLeast })}</span>
    </div>
  );
}
