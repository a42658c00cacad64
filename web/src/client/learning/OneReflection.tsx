import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SharedWith } from "../../api/learning.ts";
import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { myDatabase, offline } from "../../offline/sync.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { t } from "./ownWords.ts";
import { chosenNow, namesOf, placeOf, readingsShown, type Readers, type Reflected } from "./reflected.ts";
import type { MyReflected } from "./useReflected.ts";
import "./reflections.css";

const LONGEST = 4000;
type Asked = { key: string; prompt_id: string; prompt: string };
/** `lang`: of the question, where that is known. */
type Props = { asked: Asked; lang?: string; kept: Reflected | null; readers: Readers; isKnown: boolean; write: MyReflected["write"] };

/** One question and what somebody wrote to it. What is being typed is on the disk at each letter. */
export function OneReflection({ asked, lang, kept, readers, isKnown, write }: Props) {
  const [words, setWords] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const { busy, once } = useOnce();
  const typedIn = useRef<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const place = placeOf(asked);
  useLayoutEffect(() => {
    setWords(null);
    void keptDraft(place).then((found) => found !== null && setWords((now) => now ?? found));
  }, [place]);

  function type(text: string): void {
    typedIn.current = place;
    setWords(text);
    void keepWords(place, text);
  }
  async function store(text: string, shared_with: SharedWith, said: string): Promise<void> {
    const sent = words;
    typedIn.current = null;
    try {
      await write({ ...asked, words: text, shared_with, reader_id: shared_with === "primary" ? readers.primary_id : null });
      setFailed(false);
      announce(said);
      // What was written on meanwhile is not in it: it stays, and so does the focus.
      if (typedIn.current === place) return;
      setWords((now) => (now === sent ? null : now));
      heading.current?.focus({ preventScroll: true });
      // Not waited for: who may read it can be chosen as soon as it is shown.
      void forgetWords(place);
    } catch {
      setFailed(true);
    }
  }
  // New words never go to somebody who was not chosen by name.
  const level = (kept && chosenNow(kept, readers)) ?? "nobody";
  const writing = words !== null || !kept;
  return (
    <Card>
      <h3 ref={heading} tabIndex={-1} lang={lang} dir="auto">{asked.prompt}</h3>
      {failed && <Notice kind="error" live>{t("unkept")}</Notice>}
      {writing && (
        <Writing
          words={words ?? ""} before={kept} names={namesOf(level, readers)} busy={busy} onText={type} onKeep={() => void once(() => store((words ?? "").trim(), level, t("kept")))}
          onCancel={() => { setWords(null); void forgetWords(place); heading.current?.focus({ preventScroll: true }); }}
        />
      )}
      {!writing && <Kept kept={kept} readers={readers} isKnown={isKnown} onChange={() => { type(kept.words); heading.current?.focus({ preventScroll: true }); }} onTakeBack={() => void once(() => store("", "nobody", t("taken_back")))} onShare={(to) => void once(() => store(kept.words, to, t("who.changed", { who: sayTo(to, readers) })))} />}
    </Card>
  );
}

type WritingProps = { words: string; before: Reflected | null; names: string[]; busy: boolean; onText: (text: string) => void; onKeep: () => void; onCancel: () => void };

function Writing({ words, before, names, busy, onText, onKeep, onCancel }: WritingProps) {
  const changed = words.trim() !== "" && words.trim() !== before?.words;
  return (
    <>
      <TextArea label={t("answer")} value={words} maxLength={LONGEST} rows={4} onText={onText} />
      {words !== "" && <p class="small muted">{t("draft")}{names.length > 0 && ` ${t("draft.shared", { names: names.join(", ") })}`}</p>}
      {(words !== "" || before) && (
        <div class="row">
          <Button look="soft" busy={busy} disabled={!changed} onClick={onKeep}>{t("keep")}</Button>
          {before && <Button look="plain" onClick={onCancel}>{t("cancel")}</Button>}
        </div>
      )}
    </>
  );
}

type KeptProps = { kept: Reflected; readers: Readers; isKnown: boolean; onChange: () => void; onTakeBack: () => void; onShare: (to: SharedWith) => void };

function Kept({ kept, readers, isKnown, onChange, onTakeBack, onShare }: KeptProps) {
  const [asking, setAsking] = useState(false);
  const names = kept.shared_names.join(", ");
  const level = kept.shared_with !== "nobody" && names === "" ? "lost" : kept.shared_with;
  return (
    <>
      <p class="reflected" dir="auto">{kept.words}</p>
      {readingsShown(kept.readings).map(({ by, read_at, line }) => (
        <div class="reflected-read" key={by + read_at}>
          <p class="small">{sayRead(by, read_at)}</p>
          {line && <p class="reflected-line">“{line}”</p>}
        </div>
      ))}
      <p class="small muted">{t(`read_by.${level}`, { names })}{kept.state === "waiting" && ` ${t("waiting")}.`}</p>
      <details class="reflected-who">
        <summary>{t("who")}</summary>
        <Who value={chosenNow(kept, readers)} readers={readers} isKnown={isKnown} onChoose={onShare} />
      </details>
      <div class="row reflected-ways">
        <Button look="plain" onClick={onChange}>{t("change")}</Button>
        <Button look="plain" onClick={() => setAsking(true)}>{t("take_back")}</Button>
      </div>
      {asking && (
        <Confirm
          title={t("take_back.title")} text={t(kept.shared_with === "nobody" ? "take_back.own" : "take_back.text")} yes={t("take_back")}
          onYes={() => { setAsking(false); onTakeBack(); }} onNo={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** `value` null: the main counselor is another than the client chose. */
type WhoProps = { value: SharedWith | null; readers: Readers; isKnown: boolean; onChoose: (to: SharedWith) => void };

/** Who reads it, by name. What nobody would read by is not offered. */
function Who({ value, readers, isKnown, onChoose }: WhoProps) {
  const { primary, team } = readers;
  const choices: SharedWith[] = ["nobody"];
  if (primary) choices.push("primary");
  // A team of one is the main counselor: offering both would be asking the same twice.
  if (value === "team" || team.some((name) => name !== primary)) choices.push("team");
  const options = choices.filter((to) => to === "nobody" || namesOf(to, readers).length > 0).map((to) => ({ value: to, text: sayTo(to, readers) }));
  return (
    <div class="stack-s">
      {value === null && <p>{t("who.other")}</p>}
      <Options label={t("who.ask")} options={options} value={value} onChoose={(to) => to !== value && onChoose(to)} />
      <p class="small muted">{t(options.length > 1 ? "who.text" : isKnown ? "who.none" : "who.unknown")}</p>
      {offline.value && options.length > 1 && <p class="small muted">{t("who.offline")}</p>}
    </div>
  );
}

function sayTo(to: SharedWith, readers: Readers): string {
  const names = namesOf(to, readers).join(", ");
  if (to === "nobody") return t("who.nobody");
  return to === "team" ? t("who.team", { names }) : t("who.primary", { names });
}

function sayRead(by: string, at: string): string {
  const today = dayOf(new Date(), phoneZone());
  const day = dayOf(new Date(at), phoneZone());
  return day === today ? t("readings.today", { by }) : t("readings", { by, day: shortDay(day, today) });
}

const keyOf = (place: string) => `reflection:${place}`;

async function keptDraft(place: string): Promise<string | null> {
  const db = await myDatabase().catch(() => null);
  return db ? await draft<string>(db, keyOf(place)).catch(() => null) : null;
}

async function keepWords(place: string, words: string): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, keyOf(place), words).catch(() => undefined);
}

async function forgetWords(place: string): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await dropDraft(db, keyOf(place)).catch(() => undefined);
}
