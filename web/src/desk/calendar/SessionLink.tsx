import type { MeetingRow } from "../../api/calendar.ts";
import { clockTime } from "../../time.ts";
import { fillOf, span } from "./say.ts";
import { t } from "./words.ts";

/** Kinds that are one client's own. */
const OF_ONE: ReadonlySet<string> = new Set(["individual", "medication", "monitoring", "case_management"]);

type Props = { item: MeetingRow; isOpen: boolean; now: number; whole?: boolean };

/** One session, in a grid or, `whole`, in a list where there is room to say everything. */
export function SessionLink({ item, isOpen, now, whole }: Props) {
  const off = item.status === "cancelled";
  const open = !off && item.unmarked > 0 && Date.parse(item.ends_at) < now;
  const single = item.capacity === 1 || OF_ONE.has(item.kind);
  // Whoever has a session of their own is looked for by name.
  const alone = single && item.names.length === 1 ? item.names[0]?.shown_name : undefined;
  const first = alone ?? item.title;
  const classes = ["cal-item", off && "off", single && "single", whole && "whole"].filter(Boolean).join(" ");
  return (
    <a class={classes} href={`/desk/calendar/${item.id}`} data-id={item.id} aria-current={isOpen ? "true" : undefined}>
      <span class="cal-time">{whole ? span(item) : clockTime(item.starts_at, item.time_zone)}</span>
      {off ? <s class="cal-title">{first}</s> : <strong class="cal-title">{first}</strong>}
      {off && <span class="cal-off">{t("cancelled")}</span>}
      {alone && <span class="cal-who">{item.title}</span>}
      {whole && <span class="cal-who">{[item.provider?.shown_name, item.room?.name ?? item.place].filter(Boolean).join(" · ")}</span>}
      {!off && !single && <span class="cal-fill">{fillOf(item)}</span>}
      {item.is_moved && <span class="cal-moved">{t("moved")}</span>}
      {open && <span class="cal-unmarked">{t("unmarked")}</span>}
    </a>
  );
}
