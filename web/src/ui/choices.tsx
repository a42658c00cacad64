import type { ComponentChildren } from "preact";
import "./choices.css";

/** A choice of many: on or off. */
export function Chip({ on, onToggle, disabled, children }: { on: boolean; onToggle: () => void; disabled?: boolean; children: ComponentChildren }) {
  return (
    <button type="button" class="chip" aria-pressed={on} disabled={disabled} onClick={onToggle}>
      {children}
    </button>
  );
}

type ScaleProps = {
  label: string;
  low: string;
  high: string;
  value: number | null;
  onChoose: (value: number) => void;
  disabled?: boolean;
};

/** 0 to 10, one tap each: a slider asks for a steadier hand. */
export function Scale({ label, low, high, value, onChoose, disabled }: ScaleProps) {
  return (
    <div class="scale" role="group" aria-label={label}>
      <div class="scale-grid">
        {Array.from({ length: 11 }, (_, step) => (
          <button
            key={step} type="button" class="scale-step" aria-pressed={value === step} disabled={disabled}
            aria-label={step === 0 ? `0, ${low}` : step === 10 ? `10, ${high}` : String(step)}
            onClick={() => onChoose(step)}
          >
            {step}
          </button>
        ))}
      </div>
      <div class="scale-ends" aria-hidden="true">
        <span>0 · {low}</span>
        <span>{high} · 10</span>
      </div>
    </div>
  );
}

type OptionsProps<V> = { label: string; options: { value: V; text: string }[]; value: V | null; onChoose: (value: V) => void };

/** One of a few sentences. */
export function Options<V extends string | number>({ label, options, value, onChoose }: OptionsProps<V>) {
  return (
    <div class="options" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value} type="button" class="option" aria-pressed={value === option.value}
          onClick={() => onChoose(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}

/** How far along: spoken by `label`, drawn as bars. */
export function Steps({ done, of, label }: { done: number; of: number; label: string }) {
  return (
    <div class="steps" role="img" aria-label={label}>
      {Array.from({ length: of }, (_, index) => (
        <span key={index} class={index < done ? "done" : ""} />
      ))}
    </div>
  );
}
