import { useRef } from "preact/hooks";
import { t as shell } from "../../i18n/more.ts";
import { discard, tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { useShelf } from "./data.ts";
import { OneReflection } from "./OneReflection.tsx";
import { t } from "./ownWords.ts";
import { byModule, placeOf, type ReflectedNow } from "./reflected.ts";
import { NoWatch } from "./Reflections.tsx";
import { useReflected } from "./useReflected.ts";
import "./reflections.css";

/** Everything the client wrote, by what it was written to: the newest first. */
export default function ReflectionsScreen() {
  const { now, resource, write } = useReflected();
  const shelf = useShelf();
  // Whatever is changed stays where it is on the screen.
  const order = useRef<string[]>([]);
  const groups = now ? byModule(now, order.current) : [];
  order.current = groups.map(({ key }) => key);
  const titleOf = (key: string) => shelf.value?.items.find((row) => row.key === key)?.title;
  return (
    <Screen title={t("mine.title")} under={t("mine.under")} back="/read">
      {!now && <p class="muted">{shell("loading")}</p>}
      {now && (
        <div class="reflections stack-l">
          <NoWatch />
          <Refused refused={now.refused} />
          {resource.value === null && <Notice>{t("mine.not_loaded")}</Notice>}
          {now.all.length === 0 && now.refused.length === 0 && resource.value !== null && <Empty>{t("mine.none")}</Empty>}
          {groups.map(({ key, written }) => (
            <section class="stack" key={key}>
              <h2>{titleOf(key) ? <a href={`/read/${key}`}>{titleOf(key)}</a> : t("mine.unknown")}</h2>
              {written.map((one) => <OneReflection key={placeOf(one)} asked={{ key, prompt_id: one.prompt_id, prompt: one.prompt }} kept={one} readers={now.readers} isKnown={resource.value !== null} write={write} />)}
            </section>
          ))}
        </div>
      )}
    </Screen>
  );
}

/** What the server would not take: readable, and the person's to decide. */
function Refused({ refused }: { refused: ReflectedNow["refused"] }) {
  const act = async (id: string, what: typeof tryAgain) => {
    const db = await myDatabase();
    if (db) await what(db, id);
    await outboxChanged();
    await sendNow();
  };
  return refused.map(({ id, body }) => (
    <Card key={id}>
      <Notice kind="warn"><p>{t("mine.refused")}</p></Notice>
      <h3>{body.prompt}</h3>
      <p class="reflected">{body.words}</p>
      <div class="row">
        <Button look="quiet" onClick={() => void act(id, tryAgain)}>{shell("try_again")}</Button>
        <Button look="danger" onClick={() => void act(id, discard)}>{shell("delete")}</Button>
      </div>
    </Card>
  ));
}
