import { call } from "../../api/call.ts";
import type { Answer } from "../../api/endpoints.ts";
import type { DueItem } from "../../api/needs.ts";
import type { Day } from "../../api/types.ts";
import { t as names } from "../../client/needs/words.ts";
import { longDay } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Heading } from "../ui/Heading.tsx";
import "./needs.css";
import { t } from "./words.ts";

type Due = Answer<"GET /api/next-steps">;

/** The viewer's own steps that are due, and what their clients wrote that nobody has read. */
export function useNextSteps(): Resource<Due> {
  return useFetched(() => call("GET /api/next-steps"));
}

/** Beside the check-ins; nothing where nothing is due. */
export function NextSteps({ of }: { of: Resource<Due> }) {
  if (of.value === null) return of.state === "failed" ? <p class="small muted">{t("due.failed")}</p> : null;
  const { items, today, more } = of.value;
  if (items.length === 0) return null;
  return (
    <section class="stack-s needs-due">
      <Heading>{t("due.title")} <span class="muted">{items.length}</span></Heading>
      <ul class="rows">{items.map((item) => <Row key={item.step_id ?? item.need_id} item={item} today={today} />)}</ul>
      {more && <p class="small muted">{t("due.more")}</p>}
    </section>
  );
}

function Row({ item, today }: { item: DueItem; today: Day }) {
  const isLate = item.due_on !== null && item.due_on < today;
  return (
    <li>
      <a class="desk-queue-item" href={`/desk/clients/${item.client.id}/needs`}>
        <span class="desk-who"><strong>{item.client.shown_name}</strong></span>
        <span class="small">{item.words}</span>
        {item.step_id === null && <span class={item.priority === "now" ? "small desk-overdue" : "small muted"}>{t("due.new", { kind: names(`k.${item.kind}`) })}{item.priority === "now" && ` · ${names("p.now")}`}</span>}
        {item.due_on !== null && (
          <span class={isLate ? "small desk-overdue" : "small muted"}>{isLate && <Icon name="clock" size={16} />}{isLate ? t("due.late", { day: longDay(item.due_on) }) : t("due.today")}</span>
        )}
      </a>
    </li>
  );
}
