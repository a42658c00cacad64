import type { ComponentChildren } from "preact";
import { t as shared } from "../../i18n/core.ts";
import { offline } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Notice } from "../../ui/surfaces.tsx";
import { CardsRow } from "./cards/CardsRow.tsx";
import { useShelf } from "./data.ts";
import { Library } from "./Library.tsx";
import { placesNow } from "./places.ts";
import { type OnShelf, onShelf, sectionsOf } from "./progress.ts";
import "./reading.css";
import { GivenRow, ShelfRow } from "./ShelfRow.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { textsHere } from "./texts.ts";
import { t } from "./words.ts";

const FIRST = 3;
const OLD_MS = 60_000;

/** Everything there is to read: what was begun first, then what was given, then all of it. */
export default function Shelf() {
  const shelf = useShelf();
  const { value, state, at } = shelf;
  const isClient = me().home === "client";
  const old = state !== "fresh" && at !== null && Date.now() - at > OLD_MS;
  const items = value ? onShelf(value, placesNow()) : [];
  const { goOn, now, earlier } = sectionsOf(items, value?.this_week ?? null);
  const byLevel = now.some(({ row }) => row.assigned?.for === "level");
  return (
    <Screen title={t("title")} under={old ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under")} back={isClient ? "/" : "/family"}>
      {value === null && <Waiting state={state} again={shelf.reload} />}
      {value !== null && items.length === 0 && <Empty>{t("none")}</Empty>}
      {items.length > 0 && (
        <div class="stack-l">
          {isClient && <CardsRow />}
          {goOn.length > 0 && (
            <Part title={t("go_on")}>
              <ul class="rows">{goOn.slice(0, FIRST).map((item) => <ShelfRow key={item.row.key} item={item} />)}</ul>
              <More items={goOn.slice(FIRST)} words={t("more_begun", { count: goOn.length - FIRST })} />
            </Part>
          )}
          {(now.length > 0 || earlier.length > 0) && (
            <Part title={t(now.length === 0 ? "given.level" : byLevel ? "now" : "now_given")}>
              {now.length > 0 && <ul class="rows">{now.map((item) => <GivenRow key={item.row.key} item={item} />)}</ul>}
              <More items={earlier} words={t("earlier", { count: earlier.length })} />
            </Part>
          )}
          {isClient && <Suggestions />}
          <Library items={items} />
          <Here items={items} />
        </div>
      )}
    </Screen>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function More({ items, words }: { items: OnShelf[]; words: string }) {
  if (items.length === 0) return null;
  return (
    <details class="rows reading-group">
      <summary><span>{words}</span></summary>
      <ul>{items.map((item) => <ShelfRow key={item.row.key} item={item} />)}</ul>
    </details>
  );
}

function Waiting({ state, again }: { state: string; again: () => Promise<void> }) {
  if (state !== "failed") return <p class="muted" role="status">{shared("loading")}</p>;
  return (
    <Notice kind="warn" live>
      <p>{t(offline.value ? "not_here" : "not_loaded")}</p>
      <Button look="quiet" onClick={() => void again()}>{shared("try_again")}</Button>
    </Notice>
  );
}

/** How much of it can be read without a connection. */
function Here({ items }: { items: OnShelf[] }) {
  const texts = textsHere.value;
  if (!texts) return null;
  const here = items.filter(({ row }) => texts.has(row.digest)).length;
  const count = items.length;
  return <p class="small muted">{here === count ? t("here.all", { count }) : t("here.some", { here, count })}</p>;
}
