import { useEffect, useState } from "preact/hooks";
import { me } from "../../person.ts";
import { Chip } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import type { OnShelf } from "./progress.ts";
import { ShelfRow } from "./ShelfRow.tsx";
import { allHere, textsHere } from "./texts.ts";
import { type Group, GROUPS, groupOf, plain, search, type Stage, STAGES, wordsIn } from "./topics.ts";
import { t } from "./words.ts";

const FAMILY_FIRST: readonly Group[] = ["family", ...GROUPS.filter((group) => group !== "family")];

/** Everything there is, by what it is about; a search goes through the words of the texts as well. */
export function Library({ items }: { items: OnShelf[] }) {
  const [asked, setAsked] = useState("");
  const [stage, setStage] = useState<Stage | null>(null);
  const bodies = useBodies(asked !== "");
  const shown = items.filter(({ row }) => stage === null || row.stage === stage || row.stage === "any");
  const searching = asked.trim() !== "";
  return (
    <section class="stack">
      <h2>{t("library")}</h2>
      <Field label={t("search")} hint={t("search.hint")} type="search" value={asked} onText={setAsked} autocomplete="off" />
      {searching ? <Found items={search(items, asked, bodies)} /> : (
        <>
          <div class="chips" role="group" aria-label={t("stage.label")}>
            <Chip on={stage === null} onToggle={() => setStage(null)}>{t("stage.all")}</Chip>
            {STAGES.map((one) => (
              <Chip key={one} on={stage === one} onToggle={() => setStage(stage === one ? null : one)}>{t(`stage.${one}`)}</Chip>
            ))}
          </div>
          {shown.length === 0 && <p class="muted">{t("stage.none")}</p>}
          <div class="rows">{(me().home === "relative" ? FAMILY_FIRST : GROUPS).map((group) => <OneGroup key={group} group={group} items={shown.filter(({ row }) => groupOf(row) === group)} />)}</div>
        </>
      )}
    </section>
  );
}

function Found({ items }: { items: OnShelf[] }) {
  return (
    <>
      <p class="muted" role="status">{items.length === 0 ? t("search.none") : t("search.found", { count: items.length })}</p>
      {items.length > 0 && <ul class="rows">{items.map((item) => <ShelfRow key={item.row.key} item={item} summary />)}</ul>}
    </>
  );
}

function OneGroup({ group, items }: { group: Group; items: OnShelf[] }) {
  if (items.length === 0) return null;
  return (
    <details class="reading-group">
      <summary><h3>{t(`group.${group}`)}</h3> <span class="muted">{items.length}</span></summary>
      <ul>{items.map((item) => <ShelfRow key={item.row.key} item={item} summary />)}</ul>
    </details>
  );
}

/** The words of the texts on this phone, read once somebody searches. */
function useBodies(wanted: boolean): ReadonlyMap<string, string> {
  const [bodies, setBodies] = useState<ReadonlyMap<string, string>>(NONE);
  const count = textsHere.value?.size ?? 0;
  useEffect(() => {
    if (!wanted) return;
    let alive = true;
    void allHere().then((texts) => {
      if (alive) setBodies(new Map(texts.map((text) => [text.digest, plain(wordsIn(text.blocks))])));
    });
    return () => {
      alive = false;
    };
  }, [wanted, count]);
  return bodies;
}
const NONE: ReadonlyMap<string, string> = new Map();
