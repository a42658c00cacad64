import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ModuleRow, Modules, ModuleText } from "../../api/learning.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Blocks } from "./Blocks.tsx";
import { Ending } from "./Ending.tsx";
import { blockToOpen, type OwnReading, withHeading } from "./progress.ts";
import { AloudBar, Listen } from "./ReadAloud.tsx";
import { TextSize } from "./TextSize.tsx";
import { size } from "./textSize.ts";
import { useAloud } from "./useAloud.ts";
import { usePlace } from "./usePlace.ts";
import { t } from "./words.ts";

type TextPageProps = { text: ModuleText; row: ModuleRow | null; shelf: Modules | null; reading: OwnReading | null };

/** A text to read in peace: opens where somebody stopped, without tabs below it. */
export function TextPage({ text, row, shelf, reading }: TextPageProps) {
  const article = useRef<HTMLElement>(null);
  const [start, setStart] = useState(() => withHeading(text.blocks, blockToOpen(text.digest, text.blocks.length, reading)));
  const [ready, setReady] = useState(false);
  const [finished, setFinished] = useState(false);
  const aloud = useAloud(text);
  const following = usePlace(text, reading, article, ready);
  const stopped = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    // After the router, which scrolls to the top of a new page, and after the heading took the focus.
    const turn = requestAnimationFrame(() => {
      stopped.current?.scrollIntoView({ block: "start" });
      stopped.current?.focus({ preventScroll: true });
      setReady(true);
    });
    return () => cancelAnimationFrame(turn);
  }, []);
  useEffect(() => {
    if (aloud.block !== null) article.current?.querySelector(`[data-block="${aloud.block}"]`)?.scrollIntoView({ block: "nearest" });
  }, [aloud.block]);

  function fromStart(): void {
    setStart(0);
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }
  /** What is being read stays where it is while the letters grow. */
  const holdPlace = useCallback(() => {
    const block = article.current?.querySelector(`[data-block="${following.blockNow()}"]`);
    const before = block?.getBoundingClientRect().top ?? 0;
    if (block && scrollY > 0) requestAnimationFrame(() => requestAnimationFrame(() => scrollBy(0, block.getBoundingClientRect().top - before)));
  }, []);
  function finish(): void {
    aloud.stop();
    following.finish();
    setFinished(true);
  }

  const isNewer = row?.newer && text.digest !== row.newer.digest;
  const before = start > 0 ? { block: start, show: <Stopped at={stopped} onStart={fromStart} /> } : undefined;
  return (
    <Screen
      title={text.title} back="/read" nav={null} under={t("minutes", { count: text.minutes })}
      foot={aloud.state !== "off" ? <AloudBar aloud={aloud} /> : undefined}
    >
      <p class="reading-for" lang={text.language} dir="auto">{text.summary}</p>
      <div class="reading-tools" role="group" aria-label={t("tools")}>
        <TextSize onChange={holdPlace} />
        <Listen aloud={aloud} from={following.blockNow} />
      </div>
      {isNewer && <p class="small muted no-print">{t("newer")}</p>}
      <article ref={article} class={`reading size-${size.value}`} lang={text.language}>
        <Blocks blocks={text.blocks} spoken={aloud.state === "playing" ? aloud.block : null} before={before} />
      </article>
      <Ending
        text={text} row={row} shelf={shelf} isClient={me().home === "client"}
        finishedAt={reading?.finished_at ?? null} wasRead={Boolean(reading?.finished_before)} justFinished={finished} onFinish={finish}
      />
    </Screen>
  );
}

function Stopped({ at, onStart }: { at: { current: HTMLParagraphElement | null }; onStart: () => void }) {
  return (
    <div class="reading-stopped">
      <p ref={at} tabIndex={-1}>{t("stopped")}</p>
      <Button look="plain" onClick={onStart}>{t("from_start")}</Button>
    </div>
  );
}
