import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ModuleRow, Modules, ModuleText, Source } from "../../api/learning.ts";
import { locale } from "../../i18n/index.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { hostOf } from "./Blocks.tsx";
import { placesNow } from "./places.ts";
import { nextAfter, onShelf } from "./progress.ts";
import { Reflections } from "./Reflections.tsx";
import { ShelfRow } from "./ShelfRow.tsx";
import { groupOf } from "./topics.ts";
import { t } from "./words.ts";

type EndingProps = {
  text: ModuleText;
  row: ModuleRow | null;
  shelf: Modules | null;
  isClient: boolean;
  /** When it was finished before it was opened now. */
  finishedAt: string | null;
  /** It was finished once before it was given: it can be finished again, and nothing of it is hidden. */
  wasRead: boolean;
  justFinished: boolean;
  onFinish: () => void;
};

/** What comes after a text: one thing to try, questions, a word for the family, where it is from. */
export function Ending({ text, row, shelf, isClient, finishedAt, wasRead, justFinished, onFinish }: EndingProps) {
  const done = useRef<HTMLParagraphElement>(null);
  const finished = justFinished || finishedAt !== null;
  const open = finished || wasRead;
  useLayoutEffect(() => {
    if (justFinished) done.current?.focus();
  }, [justFinished]);
  const today = dayOf(new Date(), phoneZone());
  return (
    <div class="reading-end stack-l">
      {!finished && (
        <div class="stack-s no-print">
          {wasRead && <p class="small muted">{t("read_before")}</p>}
          <Button wide big onClick={onFinish}>{t("finish")}</Button>
          <p class="small muted">{t("finish.hint")}</p>
        </div>
      )}
      {open && (
        <>
          {finished && (
            <p ref={done} tabIndex={-1} class="muted no-print">
              {justFinished || !finishedAt ? t("finish.just") : t("finish.done", { day: shortDay(dayOf(new Date(finishedAt), phoneZone()), today) })}
            </p>
          )}
          <Card soft><h2>{t("today")}</h2><p class="large" lang={text.language} dir="auto">{text.today}</p></Card>
          {isClient && <Reflections module={row} text={text} />}
          {text.family && <ForFamily words={text.family} language={text.language} own={isClient} />}
        </>
      )}
      {text.sources.length > 0 && <Sources sources={text.sources} />}
      {open && shelf && <Next shelf={shelf} at={text.key} />}
      <PrintButton />
    </div>
  );
}

function ForFamily({ words, language, own }: { words: string; language: string; own: boolean }) {
  const share = "share" in navigator;
  async function pass(): Promise<void> {
    try {
      if (share) await navigator.share({ text: words });
      else await navigator.clipboard.writeText(words);
      if (!share) announce(t("family.copied"));
      setSaid(share ? null : "family.copied");
    } catch (error) {
      // Changing one's mind is no failure.
      if (!(error instanceof DOMException && error.name === "AbortError")) setSaid("family.failed");
    }
  }
  const [said, setSaid] = useState<"family.copied" | "family.failed" | null>(null);
  return (
    <section class="stack-s">
      <h2>{t(own ? "family" : "family.you")}</h2>
      <p lang={language} dir="auto">{words}</p>
      {own && (
        <div class="stack-s no-print">
          <p class="small muted">{t("family.hint")}</p>
          <div class="row">
            <Button look="quiet" onClick={() => void pass()}>{t(share ? "family.share" : "family.copy")}</Button>
            {said && <span class="small" role="status">{t(said)}</span>}
          </div>
        </div>
      )}
    </section>
  );
}

/** Closed, and said as it is: when somebody last looked, or that nobody has yet. */
function Sources({ sources }: { sources: readonly Source[] }) {
  const printing = usePrinting();
  return (
    <details class="reading-sources" open={printing || undefined}>
      <summary>{t("sources", { count: sources.length })}</summary>
      <p class="small muted no-print">{t("sources.outside")}</p>
      <ul class="stack-s">
        {sources.map((source) => (
          <li key={source.url + source.title}>
            <Outside url={source.url}>{source.title}</Outside>
            <br />
            <span class="small muted">
              {[source.publisher, source.year, source.read ? t("sources.read", { day: dayAndYear(source.read) }) : t("sources.memory")].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Outside({ url, children }: { url: string; children: ComponentChildren }) {
  return hostOf(url) ? <a href={url} target="_blank" rel="noopener noreferrer">{children}</a> : <span>{children}</span>;
}

function Next({ shelf, at }: { shelf: Modules; at: string }) {
  const next = nextAfter(onShelf(shelf, placesNow()), at, shelf.this_week, groupOf);
  if (!next) return null;
  return (
    <section class="stack-s no-print">
      <h2>{t("next")}</h2>
      <ul class="rows"><ShelfRow item={next} summary /></ul>
    </section>
  );
}

function PrintButton() {
  if (!("print" in globalThis)) return null;
  return (
    <div class="stack-s no-print">
      <div class="reading-print"><Button look="plain" onClick={() => print()}>{t("print")}</Button></div>
      <p class="small muted">{t("print.hint")}</p>
    </div>
  );
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}

/** `Nov 22, 2026` for a calendar day. */
function dayAndYear(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", dateStyle: "medium" }).format(new Date(`${day}T12:00:00Z`));
}
