import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { Choice, Field, TextArea, Toggle } from "../../ui/Field.tsx";
import { at, type Draft, type Place } from "./edit.ts";

export type Form = {
  draft: Draft;
  /** Names of levels that people's records name. */
  kept: ReadonlySet<string>;
  /** What is wrong at a place, in a sentence. */
  wrong: (place: Place) => string | null;
  /** The first thing wrong at a place or below it. */
  wrongIn: (place: Place) => string | null;
  set: (place: Place, value: unknown) => void;
  /** A step of its own, such as taking a level out. */
  change: (how: (draft: Draft) => Draft) => void;
};

export const Editing = createContext<Form | null>(null);

export function useForm(): Form {
  const form = useContext(Editing);
  if (!form) throw new Error("outside the form");
  return form;
}

/** The id of the field at a place, so that a sentence about it can lead there. */
export const idOf = (place: Place): string => `at-${place.replaceAll(".", "-")}`;

type In = { at: Place; label: string; hint?: string };

export function TextIn({ at: place, label, hint, max = 120, empty = "" }: In & { max?: number; empty?: "" | null }) {
  const { draft, set, wrong } = useForm();
  return (
    <div id={idOf(place)}>
      <Field
        label={label} hint={hint} wrong={wrong(place)} value={String(at(draft, place) ?? "")} maxLength={max} autocomplete="off" autocapitalize="sentences"
        onText={(text) => set(place, text || empty)}
      />
    </div>
  );
}

export function LongIn({ at: place, label, hint, max = 300 }: In & { max?: number }) {
  const { draft, set, wrong } = useForm();
  return (
    <div id={idOf(place)}>
      <TextArea label={label} hint={hint} wrong={wrong(place)} value={String(at(draft, place) ?? "")} maxLength={max} rows={2} onText={(text) => set(place, text)} />
    </div>
  );
}

/** A number, or null while the field is empty or holds no number. */
export function NumberIn({ at: place, label, hint, step }: In & { step?: "any" }) {
  const { draft, set, wrong } = useForm();
  const value = at(draft, place);
  const shown = typeof value === "number" ? String(value) : "";
  const [text, setText] = useState(shown);
  // What is typed stays as it is typed (“9.”) unless something else changed the number.
  useEffect(() => setText((now) => (toNumber(now) === (typeof value === "number" ? value : null) ? now : shown)), [shown]);
  return (
    <div id={idOf(place)}>
      <Field
        label={label} hint={hint} wrong={wrong(place)} type="text" inputMode={step === "any" ? "text" : "numeric"} value={text} autocomplete="off"
        onText={(typed) => {
          setText(typed);
          set(place, toNumber(typed));
        }}
      />
    </div>
  );
}

function toNumber(text: string): number | null {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? null : number;
}

export function TimeIn({ at: place, label }: In) {
  const { draft, set, wrong } = useForm();
  return (
    <div id={idOf(place)}>
      <Field label={label} type="time" wrong={wrong(place)} value={String(at(draft, place) ?? "")} onText={(time) => set(place, time.slice(0, 5))} />
    </div>
  );
}

type PickProps = In & { options: { value: string; text: string }[]; none?: string };

/** One of several; with `none` it may be nothing at all. */
export function PickIn({ at: place, label, hint, options, none }: PickProps) {
  const { draft, set, wrong } = useForm();
  const all = none === undefined ? options : [{ value: "", text: none }, ...options];
  return (
    <div id={idOf(place)}>
      <Choice label={label} hint={hint} wrong={wrong(place)} value={String(at(draft, place) ?? "")} options={all} onChoose={(value) => set(place, value || null)} />
    </div>
  );
}

export function SwitchIn({ at: place, label, hint }: In) {
  const { draft, set } = useForm();
  return <Toggle label={label} hint={hint} on={at(draft, place) === true} onToggle={(on) => set(place, on)} />;
}
