import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Curriculum, CurriculumRow } from "../../api/learning_desk.ts";
import type { Language } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { LANGUAGES } from "../ui/languages.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { EVERYTHING, found, type Wanted } from "./find.ts";
import { HardCards } from "./HardCards.tsx";
import "./learning.css";
import { sayFigures, sayLanguages, sayTopic } from "./say.ts";
import { t } from "./words.ts";

const STAGES = ["early", "middle", "later", "any"] as const;

/** Everything there is to read, and how much of it was given and finished. */
export function CurriculumPage() {
  // The account may say another language a moment after the page is there.
  const [chosen, setLanguage] = useState<Language | null>(null);
  const language = chosen ?? me().language;
  const [wanted, setWanted] = useState<Wanted>(EVERYTHING);
  const all = useFetched(() => call("GET /api/curriculum", { query: { language } }), [language]);
  const shown = all.value ? found(all.value.items, wanted, nameIn(all.value)) : [];
  return (
    <Screen title={t("title")} under={all.value && <Count shown={shown.length} of={all.value.items.length} />} wide nav={<DeskNav />}>
      <Filters all={all.value} wanted={wanted} onWanted={setWanted} language={language} onLanguage={setLanguage} />
      <div class="mod-page">
        <div class="stack">
          <Loaded of={all}>{(value) => <List all={value} shown={shown} language={language} onAll={() => setWanted(EVERYTHING)} />}</Loaded>
          {all.value && all.value.items.length > 0 && <p class="small muted">{t("figures_why")}</p>}
        </div>
        <div class="stack">
          <div><ButtonLink look="quiet" icon="plus" href="/desk/curriculum/new">{t("add")}</ButtonLink></div>
          <HardCards />
        </div>
      </div>
    </Screen>
  );
}

const nameIn = ({ topics }: Curriculum) => (code: string) => sayTopic(topics, code);

function Count({ shown, of }: { shown: number; of: number }) {
  return <span role="status">{shown === of ? t("under", { count: of }) : t("under.some", { count: shown, of })}</span>;
}

type FilterProps = {
  all: Curriculum | null;
  wanted: Wanted;
  onWanted: (wanted: Wanted) => void;
  language: Language;
  onLanguage: (language: Language) => void;
};

function Filters({ all, wanted, onWanted, language, onLanguage }: FilterProps) {
  const set = (part: Partial<Wanted>) => onWanted({ ...wanted, ...part });
  const topics = (all?.topics ?? []).map(({ code, name }) => ({ value: code, text: name }));
  return (
    <div role="search" class="mod-filters">
      <Field label={t("find")} type="search" value={wanted.typed} maxLength={80} autocomplete="off" spellcheck={false} onText={(typed) => set({ typed })} />
      <Choice label={t("topic")} value={wanted.topic} options={[{ value: "", text: t("topic.all") }, ...topics]} onChoose={(topic) => set({ topic })} />
      <Choice
        label={t("stage")} value={wanted.stage} onChoose={(stage) => set({ stage })}
        options={[{ value: "", text: t("stage.all") }, ...STAGES.map((one) => ({ value: one, text: t(`stage.${one}`) }))]}
      />
      <Choice
        label={t("for")} value={wanted.audience} onChoose={(audience) => set({ audience })}
        options={[{ value: "", text: t("for.all") }, { value: "client", text: t("for.client") }, { value: "family", text: t("for.family") }]}
      />
      <Choice label={t("read_in")} value={language} options={LANGUAGES} onChoose={(one) => onLanguage(one === "es" ? "es" : "en")} />
    </div>
  );
}

type ListProps = { all: Curriculum; shown: CurriculumRow[]; language: Language; onAll: () => void };

function List({ all, shown, language, onAll }: ListProps) {
  if (all.items.length === 0) return <Empty><p class="large">{t("none")}</p></Empty>;
  if (shown.length === 0) {
    return (
      <Empty>
        <p class="large">{t("no_match")}</p>
        <p class="small">{t("no_match_text")}</p>
        <Button look="quiet" onClick={onAll}>{t("show_all")}</Button>
      </Empty>
    );
  }
  return <ul class="rows" aria-label={t("title")}>{shown.map((row) => <Row key={row.key} row={row} all={all} language={language} />)}</ul>;
}

function Row({ row, all, language }: { row: CurriculumRow; all: Curriculum; language: Language }) {
  const others = row.languages.every((one) => one.language !== language);
  return (
    <li>
      <a class="mod-row" href={`/desk/curriculum/${row.key}`}>
        <span class="mod-row-head">
          <strong lang={others ? undefined : language}>{row.title}</strong>
          <span class="desk-tags"><Marks row={row} /></span>
        </span>
        <span class="small" lang={others ? undefined : language}>{row.summary}</span>
        <span class="small muted">
          {[t("minutes", { count: row.minutes }), t(`stage.${row.stage}`), ...row.topics.map((code) => sayTopic(all.topics, code))].join(" · ")}
        </span>
        <span class="mod-row-foot small muted">
          <span>{sayLanguages(row.languages)}</span>
          <span>{sayFigures(row)}</span>
        </span>
      </a>
    </li>
  );
}

export function Marks({ row }: { row: Pick<CurriculumRow, "is_own" | "withdrawn_at" | "audience"> }) {
  return (
    <>
      {row.audience.includes("family") && <Tag>{t(row.audience.includes("client") ? "for.family_too" : "for.family")}</Tag>}
      {row.is_own && <Tag kind="good">{t("own")}</Tag>}
      {row.withdrawn_at && <Tag kind="warn">{t("off_shelf")}</Tag>}
    </>
  );
}
