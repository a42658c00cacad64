import { useEffect } from "preact/hooks";
import type { MyCalendar } from "../../api/booking.ts";
import type { Inbox } from "../../api/notices.ts";
import type { Today } from "../../api/types.ts";
import { kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import { useKept } from "../../ui/resource.ts";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { CALENDAR, refreshKept } from "../calendar/data.ts";
import { t as around } from "../around/link.ts";
import { RideCard } from "../craving_logs/RideCard.tsx";
import { keepReadingFresh } from "../learning/data.ts";
import { LearnToday } from "../learning/LearnToday.tsx";
import { t as reading } from "../learning/words.ts";
import { INBOX, loadInbox } from "../notices/data.ts";
import { AskedToday } from "../monitoring/AskedToday.tsx";
import { keepTakingFresh } from "../medications/kept.ts";
import { t as days } from "../milestones/link.ts";
import { t } from "../notices/words.ts";
import { t as open } from "../open/link.ts";
import { t as sharing } from "../sharing/link.ts";
import { keepCardFresh } from "../safety_plan/kept.ts";
import { t as card } from "../safety_plan/words.ts";

export { SittingToday } from "../check_ins/SittingToday.tsx";

const OLD_MS = 30 * 60_000;

/** What is new, among the first things; nothing when nothing is. */
export function News({ phase }: { phase: Today["phase"] }) {
  const inbox = useKept<Inbox>(INBOX, loadInbox);
  const unseen = inbox.value?.unseen ?? 0;
  return (
    <>
      {phase === "alumni" && <Rows><RowLink href="/open" icon="calendar" text={open("text")} detail={open("detail")} /></Rows>}
      <RideCard />
      <AskedToday />
      {unseen > 0 && <Rows><RowLink href="/inbox" icon="message" text={t("unseen", { count: unseen })} /></Rows>}
    </>
  );
}

/** What is left where somebody wants nothing but the plan for hard moments. */
export function OnlyThePlan() {
  useEffect(() => void keepCardFresh(), []);
  return (
    <>
      <p>{open("quiet")}</p>
      <Rows>
        <RowLink href="/card" icon="help" text={card("link")} detail={card("link.detail")} />
        <RowLink href="/open" icon="calendar" text={open("text")} detail={open("detail")} />
      </Rows>
    </>
  );
}

/** Ways on, below everything that is due. */
export function More() {
  useEffect(() => {
    void keepCalendar();
    void keepCardFresh();
    void keepReadingFresh();
    void keepTakingFresh();
  }, []);
  return (
    <>
      <LearnToday />
      <Rows>
        <RowLink href="/read" icon="entries" text={reading("link")} detail={reading("link.detail")} />
        <RowLink href="/inbox" icon="message" text={t("title")} detail={t("under")} />
        <RowLink href="/days" icon="check" text={days("text")} detail={days("detail")} />
        <RowLink href="/card" icon="help" text={card("link")} detail={card("link.detail")} />
        <RowLink href="/around" icon="plan" text={around("text")} detail={around("detail")} />
        <RowLink href="/sharing" icon="hide" text={sharing("text")} detail={sharing("detail")} />
        <RowLink href="/team" icon="me" text={t("team")} detail={t("team_detail")} />
      </Rows>
    </>
  );
}

/** Whoever only ever opens Today has the next weeks with them too. */
async function keepCalendar(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  const at = db ? (await kept<MyCalendar>(db, CALENDAR))?.at : undefined;
  if (navigator.onLine && (at === undefined || Date.now() - at > OLD_MS)) await refreshKept();
}
