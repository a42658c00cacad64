import { type AnyItem, type CardPart, type CardPerson, STAGES, type Stage } from "../../api/safety.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Field, TextArea, Toggle } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Card } from "../../ui/surfaces.tsx";
import "./card.css";
import { AT_MOST, isDouble, isPhone, keepBoth, keepOne, newItem, textOf } from "./content.ts";
import { t } from "./words.ts";

type Props = { part: CardPart; items: AnyItem[]; onChange: (items: AnyItem[]) => void };

/** One part of the plan in small steps: for the phone, and for the desk with the client beside it. */
export function PartForm({ part, items, onChange }: Props) {
  const change = (id: string, fields: object) => onChange(items.map((one) => (one.id === id ? { ...one, ...fields } : one)));
  return (
    <div class="card-edit">
      <p class="muted">{t(`hint.${part}`)}</p>
      {items.map((item, place) => (
        <Card key={item.id} label={t("item.number", { part: t(`part.${part}`), number: place + 1 })}>
          <div class="card-edit">
            <ItemForm part={part} item={item} onChange={(fields) => change(item.id, fields)} />
            {isDouble(items, item) && <Both items={items} item={item} onChange={onChange} />}
            <div class="card-moves">
              {place > 0 && (
                <button type="button" class="icon-button" aria-label={t("item.up", { text: textOf(item) })} onClick={() => onChange(swapped(items, place))}>
                  <span class="card-up"><Icon name="back" size={20} /></span>
                </button>
              )}
              <button type="button" class="icon-button" aria-label={t("item.remove", { text: textOf(item) })} onClick={() => onChange(items.filter((one) => one.id !== item.id))}>
                <Icon name="close" size={20} />
              </button>
            </div>
          </div>
        </Card>
      ))}
      {items.length < AT_MOST && (
        <div class="row">
          <Button look="quiet" icon="plus" onClick={() => onChange([...items, newItem(part)])}>{t(part === "people" ? "person.new" : "item.new")}</Button>
        </div>
      )}
    </div>
  );
}

function swapped(items: AnyItem[], place: number): AnyItem[] {
  const next = [...items];
  next.splice(place - 1, 2, items[place]!, items[place - 1]!);
  return next;
}

function Both({ items, item, onChange }: { items: AnyItem[]; item: AnyItem; onChange: (items: AnyItem[]) => void }) {
  return (
    <div class="card-both stack-s">
      <p class="small">{t("both.mark")}</p>
      <div class="row">
        <Button look="soft" onClick={() => onChange(keepOne(items, item))}>{t("both.keep")}</Button>
        {item.beside && <Button look="plain" onClick={() => onChange(keepBoth(items, item))}>{t("both.keep_both")}</Button>}
      </div>
    </div>
  );
}

function ItemForm({ part, item, onChange }: { part: CardPart; item: AnyItem; onChange: (fields: object) => void }) {
  if ("name" in item) return <PersonForm person={item} onChange={onChange} />;
  return (
    <>
      <TextArea label={t(part === "situations" ? "situation.text" : "item.text")} value={item.text} maxLength={400} rows={2} onText={(text) => onChange({ text })} />
      {"stage" in item && (
        <Options
          label={t("part.signs")} value={item.stage} onChoose={(stage: Stage) => onChange({ stage })}
          options={STAGES.map((value) => ({ value, text: t(`stage.${value}`) }))}
        />
      )}
      {"inside" in item && (
        <Options
          label={t("part.triggers")} value={String(item.inside)} onChoose={(inside) => onChange({ inside: inside === "true" })}
          options={(["true", "false"] as const).map((value) => ({ value, text: t(`inside.${value}`) }))}
        />
      )}
      {"escape" in item && (["avoid", "escape", "cope", "who"] as const).map((way) => (
        <TextArea key={way} label={t(`situation.${way}`)} value={item[way]} maxLength={400} rows={1} onText={(text) => onChange({ [way]: text })} />
      ))}
    </>
  );
}

function PersonForm({ person, onChange }: { person: CardPerson; onChange: (fields: object) => void }) {
  return (
    <>
      <Field label={t("person.name")} value={person.name} maxLength={80} autocomplete="off" autocapitalize="words" onText={(name) => onChange({ name })} />
      <Field label={t("person.relation")} hint={t("person.relation_hint")} value={person.relation} maxLength={80} autocomplete="off" onText={(relation) => onChange({ relation })} />
      <Field
        label={t("person.phone")} hint={t("person.phone_hint")} type="tel" inputMode="tel" autocomplete="off" maxLength={40}
        value={person.phone} wrong={isPhone(person.phone) || person.phone.trim() === "" ? null : t("person.phone_wrong")} onText={(phone) => onChange({ phone })}
      />
      <Toggle label={t("person.may_call")} on={person.may_call} onToggle={(may_call) => onChange({ may_call })} />
      <Toggle label={t("person.may_text")} on={person.may_text} onToggle={(may_text) => onChange({ may_text })} />
    </>
  );
}

/** Whether everybody's number can be called; an empty one is none. */
export function phonesAreRight(items: AnyItem[]): boolean {
  return items.every((one) => !("name" in one) || one.phone.trim() === "" || isPhone(one.phone));
}
