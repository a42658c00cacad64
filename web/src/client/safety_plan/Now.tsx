import { useEffect, useState } from "preact/hooks";
import type { CardContent, CardItem } from "../../api/safety.ts";
import { outbox } from "../../offline/sync.ts";
import "./card.css";
import { keptContent } from "./kept.ts";
import { PersonRow } from "./PersonRow.tsx";
import { t } from "./words.ts";

/** The plan as this phone has it; null while it is read or where there is none. */
export function useKeptContent(): CardContent | null {
  const [content, setContent] = useState<CardContent | null>(null);
  const queue = outbox.value;
  useEffect(() => {
    let alive = true;
    void keptContent().then((found) => alive && setContent(found), () => undefined);
    return () => {
      alive = false;
    };
  }, [queue]);
  return content;
}

/** For a hard moment, anywhere: who can be reached, what helps, and what to do after a slip. */
export function PlanNow() {
  const content = useKeptContent();
  if (!content) return null;
  const { people, coping, if_slip } = content;
  if (people.length + coping.length + if_slip.length === 0) return null;
  return (
    <section class="stack-s" aria-label={t("now")}>
      {people.map((person) => <PersonRow key={person.id} person={person} />)}
      <Short title={t("part.coping")} items={coping} />
      <Short title={t("part.if_slip")} items={if_slip} />
      <a href="/card">{t("now.open")}</a>
    </section>
  );
}

function Short({ title, items }: { title: string; items: CardItem[] }) {
  if (items.length === 0) return null;
  return (
    <div class="card-short">
      <h3>{title}</h3>
      <ul class="plain-list">{items.map((item) => <li key={item.id}>{item.text}</li>)}</ul>
    </div>
  );
}
