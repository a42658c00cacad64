import type { ComponentChildren } from "preact";
import { type AnyItem, type CardContent, type CardPart, type CardPerson, type CardSign, type CardSituation, type CardTrigger, STAGES } from "../../api/safety.ts";
import "./card.css";
import { isDouble, textOf } from "./content.ts";
import { PersonRow } from "./PersonRow.tsx";
import { t } from "./words.ts";

/** One part of the plan, to read in a hard moment: large, and one thing on a line. */
export function PartBody({ content, part }: { content: CardContent; part: CardPart }) {
  const items: AnyItem[] = content[part];
  if (part === "people") return <>{(items as CardPerson[]).map((one) => <Both key={one.id} items={items} item={one}><PersonRow person={one} /></Both>)}</>;
  if (part === "situations") return <>{(items as CardSituation[]).map((one) => <Both key={one.id} items={items} item={one}><Situation one={one} /></Both>)}</>;
  if (part === "signs") {
    return (
      <>
        {STAGES.map((stage) => <Group key={stage} title={t(`stage.${stage}`)} all={items} items={(items as CardSign[]).filter((one) => one.stage === stage)} />)}
      </>
    );
  }
  if (part === "triggers") {
    return (
      <>
        {[true, false].map((inside) => <Group key={String(inside)} title={t(`inside.${inside}`)} all={items} items={(items as CardTrigger[]).filter((one) => one.inside === inside)} />)}
      </>
    );
  }
  return <List all={items} items={items} ordered={part === "if_slip"} />;
}

function Group({ title, all, items }: { title: string; all: AnyItem[]; items: AnyItem[] }) {
  if (items.length === 0) return null;
  return (
    <div class="stack-s">
      <h3>{title}</h3>
      <List all={all} items={items} />
    </div>
  );
}

function List({ all, items, ordered }: { all: AnyItem[]; items: AnyItem[]; ordered?: boolean }) {
  const lines = items.map((item) => <li key={item.id}><Both items={all} item={item}>{textOf(item)}</Both></li>);
  return ordered ? <ol class="card-list">{lines}</ol> : <ul class="card-list">{lines}</ul>;
}

/** Says where two wrote the same line at once; both are here until somebody chooses. */
function Both({ items, item, children }: { items: AnyItem[]; item: AnyItem; children: ComponentChildren }) {
  if (!isDouble(items, item)) return <>{children}</>;
  return (
    <div class="card-both">
      {children}
      {item.beside && <p class="small muted">{t("both.mark")}</p>}
    </div>
  );
}

const WAYS = ["avoid", "escape", "cope", "who"] as const;

function Situation({ one }: { one: CardSituation }) {
  return (
    <div class="card-situation">
      <strong>{one.text}</strong>
      <dl class="card-facts">
        {WAYS.filter((way) => one[way]).map((way) => (
          <div key={way}><dt>{t(`situation.${way}`)}</dt><dd>{one[way]}</dd></div>
        ))}
      </dl>
    </div>
  );
}
