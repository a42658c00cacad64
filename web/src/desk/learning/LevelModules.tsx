import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Curriculum } from "../../api/learning_desk.ts";
import type { Level } from "../../api/programs.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { add, without } from "../programmes/edit.ts";
import { idOf, NumberIn, useForm } from "../programmes/form.tsx";
import { givable } from "./find.ts";
import "./learning.css";
import { t } from "./words.ts";

/** Read once for all levels of a programme. */
const All = createContext<Resource<Curriculum> | null>(null);

export function WithModules({ children }: { children: ComponentChildren }) {
  const all = useFetched(() => call("GET /api/curriculum", { query: { language: me().language } }), [me().language]);
  return <All.Provider value={all}>{children}</All.Provider>;
}

/** What a level gives its clients to read, and from which week on. */
export function LevelModules({ level, place }: { level: Level; place: string }) {
  const all = useContext(All);
  const { change, wrong } = useForm();
  const rows = givable(all?.value?.items ?? []);
  const there = new Set(level.modules.map((one) => one.module));
  const left = rows.filter((row) => !there.has(row.id));
  const titleOf = (id: string) => all?.value?.items.find((row) => row.id === id)?.title ?? (all?.value ? t("level.gone", { id }) : id);
  return (
    <div class="stack" id={idOf(place)}>
      <div>
        <h3 class="desk-part-title">{t("level.title")} <span class="muted">{level.modules.length}</span></h3>
        <p class="small muted">{t("level.hint")}</p>
      </div>
      {all?.state === "failed" && <p class="small">{t("level.failed")}</p>}
      <ul class="mod-given" aria-label={t("level.title")}>
        {level.modules.map((one, index) => (
          <li key={`${one.module}${index}`} id={idOf(`${place}.${index}.module`)}>
            <div class="mod-given-words">
              <span>{titleOf(one.module)}</span>
              {wrong(`${place}.${index}.module`) && <span class="small prog-wrong">{wrong(`${place}.${index}.module`)}</span>}
            </div>
            <div class="mod-given-end mod-week">
              <NumberIn at={`${place}.${index}.week`} label={t("level.week")} />
              <Button look="plain" label={`${t("level.remove")}: ${titleOf(one.module)}`} onClick={() => change((draft) => without(draft, place, index))}>{t("level.remove")}</Button>
            </div>
          </li>
        ))}
      </ul>
      {all?.value && (left.length === 0 ? <p class="small muted">{t("level.all_there")}</p> : (
        <Choice
          label={t("level.add")} value="" options={[{ value: "", text: t("give.choose") }, ...left.map((row) => ({ value: row.id, text: row.title }))]}
          onChoose={(id) => {
            if (id) change((draft) => add(draft, place, { module: id, week: level.modules.at(-1)?.week ?? 1 }));
          }}
        />
      ))}
    </div>
  );
}
