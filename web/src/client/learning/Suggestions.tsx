import { useEffect, useRef, useState } from "preact/hooks";
import { t as shell } from "../../i18n/core.ts";
import { outbox } from "../../offline/sync.ts";
import { addDays, dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { RowPlain, Rows } from "../../ui/surfaces.tsx";
import { keepHidden, lately, type Lately } from "./logged.ts";
import { t } from "./ownWords.ts";
import { hide, suggest, type Suggestion, type Why } from "./suggest.ts";
import { useShelfHere } from "./useShelfHere.ts";
import "./reflections.css";

/** Modules that fit what somebody logged, or their next group. */
export function Suggestions() {
  const shelf = useShelfHere();
  const [known, setKnown] = useState<Lately | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const queue = outbox.value;
  useEffect(() => void lately().then(setKnown, () => undefined), [queue]);
  if (!shelf || !known) return null;
  const items = shelf.items.map(({ row, reading }) => ({ ...row, reading }));
  const shown = suggest({ items, ...known }, new Date(), phoneZone());
  if (shown.length === 0) return null;

  function notNow(key: string): void {
    if (!known) return;
    const hidden = hide(known.hidden, key, dayOf(new Date(), phoneZone()));
    setKnown({ ...known, hidden });
    void keepHidden(hidden);
    heading.current?.focus({ preventScroll: true });
    announce(t("fits.hidden"));
  }
  return (
    <section class="stack-s">
      <h2 ref={heading} tabIndex={-1}>{t("fits.heading")}</h2>
      <Rows label={t("fits.heading")}>
        {shown.map((one) => <One key={one.item.key} suggestion={one} onNotNow={() => notNow(one.item.key)} />)}
      </Rows>
      <p class="small muted">{t("fits.where")}</p>
    </section>
  );
}

function One({ suggestion: { item, why }, onNotNow }: { suggestion: Suggestion; onNotNow: () => void }) {
  return (
    <RowPlain>
      <div class="suggestion">
        <a href={`/read/${item.key}`} lang={item.language} dir="auto">{item.title}</a>
        <span>{sayWhy(why)}</span>
        <span class="small muted">{t("fits.minutes", { count: item.minutes })}</span>
        <Button look="plain" label={t("fits.not_now_label", { title: item.title })} onClick={onNotNow}>{t("fits.not_now")}</Button>
      </div>
    </RowPlain>
  );
}

function sayWhy(why: Why): string {
  if (why.kind === "trigger") return t("fits.trigger", { trigger: shell(`trigger.${why.trigger}`), count: why.count });
  const today = dayOf(new Date(), phoneZone());
  if (why.day === today) return t("fits.group_today");
  return why.day === addDays(today, 1) ? t("fits.group_tomorrow") : t("fits.group", { day: shortDay(why.day, today) });
}
