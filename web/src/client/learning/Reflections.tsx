import type { ModuleRow, ModuleText } from "../../api/learning.ts";
import { me } from "../../person.ts";
import { OneReflection } from "./OneReflection.tsx";
import { t } from "./ownWords.ts";
import { placeOf } from "./reflected.ts";
import { useReflected } from "./useReflected.ts";
import "./reflections.css";

type Props = { module: ModuleRow | null; text: ModuleText };

/** Questions to write about at the end of a text; never on paper, which others may find. `module` is null when it has left the shelf since. */
export function Reflections(props: Props) {
  if (me().home !== "client" || props.text.reflections.length === 0) return null;
  return <Mine {...props} />;
}

function Mine({ text }: Props) {
  const { now, resource, write } = useReflected();
  if (!now) return null;
  return (
    <section class="reflections stack no-print">
      <div class="stack-s">
        <h2>{t("heading")}</h2>
        <p>{t("heading.text")}</p>
        <NoWatch />
      </div>
      {text.reflections.map(({ id, prompt }) => {
        const asked = { key: text.key, prompt_id: id, prompt };
        return <OneReflection key={placeOf(asked)} asked={asked} lang={text.language} kept={now.all.find((one) => placeOf(one) === placeOf(asked)) ?? null} readers={now.readers} isKnown={resource.value !== null} write={write} />;
      })}
      <p><a href="/read/mine">{t("to_mine")}</a></p>
    </section>
  );
}

export function NoWatch() {
  return <p class="small muted">{t("no_watch")} <a href="/help">{t("to_help")}</a>.</p>;
}
