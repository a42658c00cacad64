import { useLocation, useRoute } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ReviewTask } from "../../api/review.ts";
import type { ReviewItem, ReviewQueue } from "../../api/types.ts";
import { me } from "../../person.ts";
import { clockTime } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Empty } from "../../ui/surfaces.tsx";
import { ago } from "../ui/ago.ts";
import { SharedWithYou, useShared } from "../learning/SharedWithYou.tsx";
import { NextSteps, useNextSteps } from "../needs/NextSteps.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { useWide } from "../ui/useWide.ts";
import { t } from "../words/index.ts";
import { AlsoWaiting, useOtherTasks } from "./AlsoWaiting.tsx";
import { BeforeAndNext } from "./BeforeAndNext.tsx";
import { CheckInDetail } from "./CheckInDetail.tsx";
import { Forward, type ForwardClient } from "./Forward.tsx";
import { KeysSheet } from "./KeysSheet.tsx";
import { LookedAt } from "./LookedAt.tsx";
import { LostNotices } from "./LostNotices.tsx";
import { keyOf, oldest } from "./order.ts";
import { hrefOf, QueueList } from "./QueueList.tsx";
import { ReviewForm } from "./ReviewForm.tsx";
import { looked } from "./sitting.ts";
import { useDeskKeys } from "./useDeskKeys.ts";
import { useLooking, useStayAware } from "./useLooking.ts";
import { useOpen } from "./useOpen.ts";
import { type ToldQueue, useQueue } from "./useQueue.ts";
import "./review.css";
import { t as say } from "./words.ts";

/** The check-ins nobody has looked at yet, and the one being looked at. */
export function ReviewDesk() {
  const queue = useQueue();
  const others = useOtherTasks();
  const shared = useShared();
  const steps = useNextSteps();
  const wide = useWide();
  const { params } = useRoute();
  const { route } = useLocation();
  const [keysShown, showKeys] = useState(false);
  const [forward, bringForward] = useState<{ client: ForwardClient } | null>(null);
  const items = queue.value?.items ?? [];
  const openKey = params["id"] ? `${params["client"]}/${params["id"]}` : null;
  const done = looked.value.find((one) => keyOf(one.item) === openKey) ?? null;
  const open = useOpen(items, openKey, done);
  const isWaiting = items.some((item) => keyOf(item) === openKey);

  const go = (item: ReviewItem | null) => route(item ? hrefOf(item) : "/desk", openKey !== null);
  useDeskKeys({
    items, openKey, go, showHelp: () => showKeys(true), forward: () => bringForward(open && { client: open.client }),
    leave: (where) => open && route(`/desk/clients/${open.client.id}${where === "brief" ? "/brief" : ""}`),
  });
  useStayAware();
  const { onDone, onGone } = useLooking(queue, openKey, go);

  const content = open ? (
    <>
      <LostNotices />
      <CheckInDetail
        key={openKey} item={open} form={<ReviewForm item={open} done={done} onDone={onDone} onGone={onGone} />}
        onTask={isWaiting ? (task) => queue.change((now) => ({ ...now, items: withTask(now.items, open, task) })) : undefined}
        onForward={() => bringForward({ client: open.client })}
      />
      <BeforeAndNext items={items} openKey={openKey} />
      <div class="desk-review-bar-room" />
    </>
  ) : (
    <>
      <LostNotices />
      {queue.value && openKey ? <LookedAt key={openKey} clientId={params["client"] ?? ""} id={params["id"] ?? ""} /> : <Loaded of={queue}>{() => null}</Loaded>}
    </>
  );
  return (
    <>
      <Panes
        title={t("queue.title")} under={<Under queue={queue} showKeys={() => showKeys(true)} onRefresh={() => void Promise.all([others.reload(), shared.reload(), steps.reload()])} />} home="/desk" ownBar={open !== null}
        list={
          <>
            {!openKey && <LostNotices />}
            <Loaded of={queue}>{(value) => <Waiting value={value} openKey={openKey} isAll={others.value?.length === 0 && steps.value?.items.length === 0} />}</Loaded>
            <AlsoWaiting of={others} />
            {!wide && <NextSteps of={steps} />}
            {!wide && <SharedWithYou of={shared} />}
          </>
        }
        opened={openKey ? { key: openKey, title: open?.client.shown_name ?? t("queue.title"), content } : null}
        empty={<><Begin items={items} />{wide && <><NextSteps of={steps} /><SharedWithYou of={shared} /></>}</>}
      />
      {/* Whom it is for was chosen when it was opened, whatever is open behind it by now. */}
      {forward && <Forward key={forward.client.id} client={forward.client} onClose={() => bringForward((now) => (now === forward ? null : now))} />}
      {keysShown && <KeysSheet onClose={() => showKeys(false)} />}
    </>
  );
}

function withTask(items: readonly ReviewItem[], of: ReviewItem, task: ReviewTask): ReviewItem[] {
  return items.map((item) => (keyOf(item) === keyOf(of) ? { ...item, task } : item));
}

/** Looking again is the reader's own act: each look is written into every client's record of who looked. */
function Under({ queue, showKeys, onRefresh }: { queue: Resource<ToldQueue>; showKeys: () => void; onRefresh: () => void }) {
  const wide = useWide();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && queue.state === "fresh") announce(t("queue.refreshed"));
    asked.current = false;
  }, [queue.at, queue.state]);
  if (!queue.value) return null;
  const late = queue.value.items.filter((item) => item.task?.overdue).length;
  const refresh = () => {
    asked.current = true;
    void queue.reload();
    onRefresh();
  };
  return (
    <span class="row">
      {queue.value.items.length > 0 && <span>{t("queue.count", { count: queue.value.items.length })}</span>}
      {late > 0 && <strong class="desk-overdue small"><Icon name="clock" size={16} />{say("overdue.count", { count: late })}</strong>}
      <span class="small">
        {t("queue.as_of", { when: clockTime(new Date(queue.value.told_at), me().time_zone) })}
        <button type="button" class="desk-text-button" onClick={refresh}>{t("queue.refresh")}</button>
      </span>
      {wide && <button type="button" class="desk-text-button small" onClick={showKeys}>{t("keys.title")}</button>}
    </span>
  );
}

/** `isAll`: nothing but check-ins can wait, so that without any nothing does. */
function Waiting({ value, openKey, isAll }: { value: ReviewQueue; openKey: string | null; isAll: boolean }) {
  return (
    <div class="stack">
      {value.items.length === 0 && isAll && <Empty><p class="large">{t("queue.empty")}</p><p class="small">{t("queue.empty_text")}</p></Empty>}
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
