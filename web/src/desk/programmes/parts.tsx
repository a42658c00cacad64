import type { ComponentChildren } from "preact";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { add, at, moved, type Place, without } from "./edit.ts";
import { idOf, LongIn, NumberIn, TextIn, useForm } from "./form.tsx";
import { t } from "./words.ts";

/** A part of the programme that folds away. */
export function Section({ title, hint, open, children }: { title: string; hint?: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="card prog-section" open={open}>
      <summary><span class="prog-section-title">{title}</span>{hint && <span class="small muted">{hint}</span>}</summary>
      <div class="stack prog-section-body">{children}</div>
    </details>
  );
}

/** Something of a list, folded to one line. `fresh` is open at once. */
export function Folded({ title, under, open, children }: { title: string; under?: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="prog-folded" open={open}>
      <summary><strong>{title}</strong>{under && <span class="small muted">{under}</span>}</summary>
      <div class="stack prog-folded-body">{children}</div>
    </details>
  );
}

type ChipsProps = { at: Place; label: string; hint?: string; options: { value: string | number; text: string }[] };

/** Several of a few, kept in the order of `options`. */
export function ChipsIn({ at: place, label, hint, options }: ChipsProps) {
  const { draft, set, wrong } = useForm();
  const chosen = (at(draft, place) ?? []) as (string | number)[];
  const toggle = (value: string | number) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    set(place, options.map((one) => one.value).filter((one) => next.includes(one)));
  };
  const said = wrong(place);
  return (
    <fieldset class="field" id={idOf(place)}>
      <legend class="label">{label}</legend>
      {hint && <span class="hint">{hint}</span>}
      <div class="chips">
        {options.map(({ value, text }) => <Chip key={value} on={chosen.includes(value)} onToggle={() => toggle(value)}>{text}</Chip>)}
      </div>
      {said && <span class="wrong">{said}</span>}
    </fieldset>
  );
}

/** Up, down and away: for a list whose order means something. */
export function RowButtons({ at: place, index, count, name, onRemove }: { at: Place; index: number; count: number; name: string; onRemove?: (() => void) | null }) {
  const { change } = useForm();
  const remove = onRemove === undefined ? () => change((draft) => without(draft, place, index)) : onRemove;
  return (
    <div class="row">
      {index > 0 && <Button look="plain" label={`${t("up")}: ${name}`} onClick={() => change((draft) => moved(draft, place, index, -1))}>{t("up")}</Button>}
      {index < count - 1 && <Button look="plain" label={`${t("down")}: ${name}`} onClick={() => change((draft) => moved(draft, place, index, 1))}>{t("down")}</Button>}
      {remove && <Button look="plain" label={`${t("remove")}: ${name}`} onClick={remove}>{t("remove")}</Button>}
    </div>
  );
}

/** Texts in both languages, one under the other. */
export function PairsIn({ at: place, addText }: { at: Place; addText: string }) {
  const { draft, change } = useForm();
  const pairs = at(draft, place) as { en: string; es: string }[];
  return (
    <div class="stack">
      {pairs.map((pair, index) => (
        <div class="prog-pair" key={index}>
          <TextIn at={`${place}.${index}.en`} label={t("pair.en")} max={300} />
          <TextIn at={`${place}.${index}.es`} label={t("pair.es")} max={300} />
          <Button look="plain" label={`${t("remove")}: ${pair.en}`} onClick={() => change((now) => without(now, place, index))}>{t("remove")}</Button>
        </div>
      ))}
      <div><Button look="quiet" icon="plus" onClick={() => change((now) => add(now, place, { en: "", es: "" }))}>{addText}</Button></div>
    </div>
  );
}

/** How a programme goes on after treatment. */
export function AfterSection() {
  const { draft, change, set } = useForm();
  const { steps } = draft.design.aftercare;
  const place = "design.aftercare.steps";
  const door = draft.design.open_door;
  return (
    <Section title={t("after_title")}>
      <div class="desk-two"><NumberIn at="design.aftercare.months" label={t("aftercare.months")} step="any" /></div>
      <h3 class="desk-part-title">{t("aftercare.steps")}</h3>
      {steps.map((_, index) => (
        <div class="prog-pair" key={index}>
          <NumberIn at={`${place}.${index}.months`} label={t("step.months")} step="any" />
          <NumberIn at={`${place}.${index}.every_weeks`} label={t("step.every")} />
          <Button look="plain" onClick={() => change((now) => without(now, place, index))}>{t("remove")}</Button>
        </div>
      ))}
      <div><Button look="quiet" icon="plus" onClick={() => change((now) => add(now, place, { months: 1, every_weeks: steps.at(-1)?.every_weeks ?? 1 }))}>{t("step.add")}</Button></div>
      <Toggle label={t("door.alumni")} hint={t("door.alumni_hint")} on={door.alumni} onToggle={(on) => set("design.open_door.alumni", on)} />
      <Toggle label={t("door.family")} hint={t("door.family_hint")} on={door.family} onToggle={(on) => set("design.open_door.family", on)} />
    </Section>
  );
}


/** What it is, for whom, how long, at which time of day. */
export function TextsSection() {
  return (
    <Section title={t("topics")}>
      <PairsIn at="design.topics" addText={t("topic.add")} />
      <LongIn at="design.notes" label={t("notes")} max={4000} />
    </Section>
  );
}
