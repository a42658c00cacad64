import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CurriculumRow, LearningFigures } from "../../api/learning_desk.ts";
import type { Series } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { givable } from "./find.ts";
import { GiveSheet } from "./GiveSheet.tsx";
import "./learning.css";
import { sayFigures, sayForgotten } from "./say.ts";
import { t } from "./words.ts";

/** What a group was given to read, how many have finished it, and which cards are hard for them. */
export function GroupModules({ series }: { series: Series }) {
  const given = useFetched(() => call("GET /api/groups/{series_id}/modules", { path: { series_id: series.id } }), [series.id]);
  // A group of colleagues whose clients one may not see is no group to give something to.
  if (given.problem?.status === 404) return null;
  return (
    <Card>
      <Heading>{t("group.title")}</Heading>
      <p class="small muted">{t("group.text")}</p>
      <Loaded of={given}>{(value) => <List value={value} />}</Loaded>
      <Give series={series} onGiven={() => void given.reload()} />
    </Card>
  );
}

function List({ value: { items, hard_cards } }: { value: LearningFigures }) {
  if (items.length === 0) return <p>{t("group.none")}</p>;
  return (
    <ul class="mod-given" aria-label={t("group.title")}>
      {items.map((one) => (
        <li key={one.key}>
          <div class="mod-given-words">
            <a href={`/desk/curriculum/${one.key}`}>{one.title}</a>
            <span class="small muted">{sayFigures(one)}</span>
            {hard_cards.filter((card) => card.key === one.key).map((card) => (
              <span key={card.card_id} class="small">{t("group.hard", { question: card.question, forgotten: sayForgotten(card) })}</span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Give({ series, onGiven }: { series: Series; onGiven: () => void }) {
  const all = useFetched(() => call("GET /api/curriculum", { query: { language: me().language } }), [me().language]);
  const [chosen, choose] = useState("");
  const [giving, give] = useState<CurriculumRow | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const rows = givable(all.value?.items ?? []);
  if (series.participants.length === 0) return null;
  return (
    <>
      {said && <Notice>{said}</Notice>}
      <form
        class="desk-add-person"
        onSubmit={(event) => {
          event.preventDefault();
          setSaid(null);
          give(rows.find((row) => row.key === chosen) ?? null);
        }}
      >
        <Choice
          label={t("group.give")} value={chosen} onChoose={choose}
          options={[{ value: "", text: t("give.choose") }, ...rows.map((row) => ({ value: row.key, text: row.title }))]}
        />
        <Button type="submit" look="quiet" disabled={!chosen}>{t("give.yes")}</Button>
      </form>
      {giving && (
        <GiveSheet
          module={giving} to={{ kind: "group", id: series.id, name: series.title }} onClose={() => give(null)}
          onGiven={(sentence) => {
            give(null);
            choose("");
            setSaid(sentence);
            onGiven();
          }}
        />
      )}
    </>
  );
}
