import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CurriculumRow, GivenModule } from "../../api/learning_desk.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { EVERYTHING, found, givable } from "./find.ts";
import { GiveSheet } from "./GiveSheet.tsx";
import { sayTopic } from "./say.ts";
import { t } from "./words.ts";

const SHOWN = 6;
type Props = { client: { id: string; name: string }; has: readonly GivenModule[]; onGiven: () => Promise<void> };

/** Finds a module by a word and gives it to this client. */
export function GiveOne({ client, has, onGiven }: Props) {
  const all = useFetched(() => call("GET /api/curriculum", { query: { language: me().language } }), [me().language]);
  const [typed, setTyped] = useState("");
  const [giving, give] = useState<CurriculumRow | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const taken = new Set(has.filter((one) => one.needed).map((one) => one.key));
  return (
    <Card>
      <Heading>{t("client.give")}</Heading>
      {said && <Notice>{said}</Notice>}
      <Field label={t("client.give_find")} hint={t("client.give_find_hint")} type="search" value={typed} maxLength={80} autocomplete="off" onText={setTyped} />
      {typed.trim() !== "" && (
        <Loaded of={all}>
          {(value) => <Found rows={found(givable(value.items), { ...EVERYTHING, typed }, (code) => sayTopic(value.topics, code))} taken={taken} onGive={give} />}
        </Loaded>
      )}
      {giving && (
        <GiveSheet
          module={giving} to={{ kind: "client", ...client }} onClose={() => give(null)}
          onGiven={(sentence) => {
            give(null);
            setTyped("");
            setSaid(sentence);
            void onGiven();
          }}
        />
      )}
    </Card>
  );
}

function Found({ rows, taken, onGive }: { rows: CurriculumRow[]; taken: ReadonlySet<string>; onGive: (row: CurriculumRow) => void }) {
  if (rows.length === 0) return <p class="small" role="status">{t("client.give_none")}</p>;
  return (
    <>
      <ul class="mod-given" aria-label={t("client.give_find")}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.key}>
            <div class="mod-given-words">
              <a href={`/desk/curriculum/${row.key}`}>{row.title}</a>
              <span class="small muted">{[t("minutes", { count: row.minutes }), t(`stage.${row.stage}`)].join(" · ")}</span>
            </div>
            <div class="mod-given-end">
              {taken.has(row.key) ? <Tag>{t("client.give_has")}</Tag>
                : <Button look="soft" label={`${t("client.give_one")}: ${row.title}`} onClick={() => onGive(row)}>{t("client.give_one")}</Button>}
            </div>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p class="small muted">{t("client.give_more")}</p>}
    </>
  );
}
