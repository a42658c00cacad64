import { useLocation, useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Instant, ReviewItem, ReviewQueue } from "../../api/types.ts";
import { me } from "../../person.ts";
import { clockTime } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Empty, Notice } from "../../ui/surfaces.tsx";
import { ago } from "../ui/ago.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { useWide } from "../ui/useWide.ts";
import { t } from "../words/index.ts";
import { BeforeAndNext } from "./BeforeAndNext.tsx";
import { CheckInDetail } from "./CheckInDetail.tsx";
import { KeysSheet } from "./KeysSheet.tsx";
import { afterDone, oldest, without } from "./order.ts";
import { hrefOf, QueueList } from "./QueueList.tsx";
import { type Gone, ReviewForm } from "./ReviewForm.tsx";
import { type Draft, drafts, keepDraft, keepLooked, keyOf, looked, NOTHING, waiting } from "./sitting.ts";
import { useDeskKeys } from "./useDeskKeys.ts";

type Lost = { name: string; why: Gone; written: Draft };

/** The check-ins nobody has looked at yet, and the one being looked at. */
export function ReviewDesk() {
  const queue = useFetched(() => call("GET /api/review-queue"));
  const { params } = useRoute();
  const { route } = useLocation();
  const [lost, setLost] = useState<Lost | null>(null);
  const [keysShown, showKeys] = useState(false);
  const items = queue.value?.items ?? [];
  const openKey = params["id"] ? `${params["client"]}/${params["id"]}` : null;
  const done = looked.value.find((one) => keyOf(one.item) === openKey) ?? null;
  const open = items.find((item) => keyOf(item) === openKey) ?? done?.item ?? null;

  const go = (item: ReviewItem | null) => route(item ? hrefOf(item) : "/desk", openKey !== null);
  useDeskKeys({ items, openKey, go, showHelp: () => showKeys(true) });
  useStayAware();
  useEffect(() => {
    if (queue.value) waiting.value = queue.value.items.length;
  }, [queue.value]);

  function leave(item: ReviewItem): void {
    const key = keyOf(item);
    const next = afterDone(items, key);
    const rest = without(items, key);
    queue.put({ items: rest, more: queue.value?.more ?? false });
    go(next);
    if (rest.length === 0) void queue.reload();
  }
  function onDone(item: ReviewItem, at: Instant, kept: Draft): void {
    const isChange = looked.value.some((one) => keyOf(one.item) === keyOf(item));
    keepLooked({ item, at, kept });
    announce(isChange ? t("review.changed") : t("review.saved", { name: item.client.shown_name }));
    setLost(null);
    if (!isChange) leave(item);
  }
  function onGone(item: ReviewItem, why: Gone, written: Draft): void {
    setLost({ name: item.client.shown_name, why, written });
    keepDraft(keyOf(item), NOTHING);
    leave(item);
  }

  const content = open ? (
    <>
      {lost && <LostNotice lost={lost} />}
      <CheckInDetail key={openKey} item={open} form={<ReviewForm item={open} done={done} onDone={onDone} onGone={onGone} />} />
      <BeforeAndNext items={items} openKey={openKey} />
      <div class="review-bar-room" />
    </>
  ) : (
    <>
      {lost && <LostNotice lost={lost} />}
      {queue.value ? <Empty><p>{t("queue.gone")}</p><p><a href="/desk">{t("queue.title")}</a></p></Empty> : <Loaded of={queue}>{() => null}</Loaded>}
    </>
  );
  return (
    <>
      <Panes
        title={t("queue.title")} under={<Under queue={queue} showKeys={() => showKeys(true)} />} home="/desk" ownBar={open !== null}
        list={
          <>
            {lost && !openKey && <LostNotice lost={lost} />}
            <Loaded of={queue}>{(value) => <Waiting value={value} openKey={openKey} />}</Loaded>
          </>
        }
        opened={openKey ? { key: openKey, title: open?.client.shown_name ?? t("queue.title"), content } : null}
        empty={<Begin items={items} />}
      />
      {keysShown && <KeysSheet onClose={() => showKeys(false)} />}
    </>
  );
}

/** Looking again is the reader's own act: each look is written into every client's record of who looked. */
function Under({ queue, showKeys }: { queue: Resource<ReviewQueue>; showKeys: () => void }) {
  const wide = useWide();
  if (!queue.value || queue.at === null) return null;
  async function refresh(): Promise<void> {
    await queue.reload();
    announce(t("queue.refreshed"));
  }
  return (
    <span class="row">
      {queue.value.items.length > 0 && <span>{t("queue.count", { count: queue.value.items.length })}</span>}
      <span class="small">
        {t("queue.as_of", { when: clockTime(new Date(queue.at), me().time_zone) })}
        <button type="button" class="text-button" onClick={() => void refresh()}>{t("queue.refresh")}</button>
      </span>
      {wide && <button type="button" class="text-button small" onClick={showKeys}>{t("keys.title")}</button>}
    </span>
  );
}

function Waiting({ value, openKey }: { value: ReviewQueue; openKey: string | null }) {
  return (
    <div class="stack">
      {value.items.length === 0 && <Empty><p class="large">{t("queue.empty")}</p><p class="small">{t("queue.empty_text")}</p></Empty>}
      <QueueList items={value.items} openKey={openKey} />
      {value.more && <p class="small muted">{t("queue.more")}</p>}
    </div>
  );
}

function Begin({ items }: { items: readonly ReviewItem[] }) {
  const first = items[0];
  const since = oldest(items);
  if (!first || !since) return null;
  return (
    <>
      <p class="large">{t("queue.pick")}</p>
      <p class="muted">{t("queue.oldest", { ago: ago(since) })}</p>
      <ButtonLink href={hrefOf(first)}>{t("queue.start")}</ButtonLink>
    </>
  );
}

function LostNotice({ lost }: { lost: Lost }) {
  const { name, why, written } = lost;
  return (
    <Notice kind="warn" live>
      <p>{t(why === "already_reviewed" ? "queue.colleague" : "queue.lost", { name })}</p>
      {(written.note || written.line) && (
        <p class="small">{t("queue.your_words")} {[written.note, written.line].filter(Boolean).map((words) => <q key={words}>{words}</q>)}</p>
      )}
    </Notice>
  );
}

/** Typed words live in memory alone: closing the page asks first. */
function useStayAware(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (drafts.value.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, []);
}
