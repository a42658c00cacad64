import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./choices.css";

type Shared = {
  label: string;
  hint?: ComponentChildren;
  /** A sentence that says what to change; shown beside the field and read with it. */
  wrong?: string | null;
  onText: (text: string) => void;
};
type AreaProps = Shared & { value: string; maxLength?: number; rows?: number; placeholder?: string; disabled?: boolean };
type FieldProps = AreaProps & {
  type?: "text" | "password" | "tel" | "url" | "email" | "date" | "time" | "number" | "search" | "datetime-local";
  name?: string;
  autocomplete?: string;
  autocapitalize?: "none" | "sentences" | "words";
  inputMode?: "text" | "numeric" | "tel" | "email" | "url";
  spellcheck?: boolean;
  required?: boolean;
  readOnly?: boolean;
  min?: string | number;
  max?: string | number;
  onBlur?: () => void;
};
type ChoiceProps = Omit<Shared, "onText"> & {
  value: string;
  options: { value: string; text: string }[];
  onChoose: (value: string) => void;
};

export function Field({ label, hint, wrong, onText, type = "text", ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {/* Preact types each kind of input apart; what is set here is common to all of them. */}
      {(common) => <input {...common} {...input} type={type as "text"} onInput={(event) => onText(event.currentTarget.value)} />}
    </Labelled>
  );
}

export function TextArea({ label, hint, wrong, onText, ...area }: AreaProps) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(common) => <textarea {...common} {...area} onInput={(event) => onText(event.currentTarget.value)} />}
    </Labelled>
  );
}

export function Choice({ label, hint, wrong, value, options, onChoose }: ChoiceProps) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(common) => (
        <select {...common} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
        </select>
      )}
    </Labelled>
  );
}

export function Toggle({ label, hint, on, onToggle }: { label: string; hint?: string; on: boolean; onToggle: (on: boolean) => void }) {
  const id = useId();
  return (
    <label class="switch-row">
      <span class="text">
        <span>{label}</span>
        {hint && <span class="small muted" id={id}>{hint}</span>}
      </span>
      <input
        type="checkbox" role="switch" checked={on} aria-label={label} aria-describedby={hint ? id : undefined}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
    </label>
  );
}

type Common = { id: string; "aria-invalid"?: true; "aria-describedby"?: string };
type LabelledProps = Omit<Shared, "onText"> & { children: (common: Common) => ComponentChildren };

function Labelled({ label, hint, wrong, children }: LabelledProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <span class="hint" id={`${id}-hint`}>{hint}</span>}
      {children({ id, ...(wrong ? { "aria-invalid": true } : {}), ...(described ? { "aria-describedby": described } : {}) })}
      {wrong && <span class="wrong" id={`${id}-wrong`}>{wrong}</span>}
    </div>
  );
}
