import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CheckInDue, OwnResponse } from "../../api/forms.ts";
import type { Items, Today } from "../../api/types.ts";
import type { LocalEntries } from "../../offline/local.ts";
import { dayOf, phoneZone } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useKept } from "../../ui/resource.ts";
import { Card } from "../../ui/surfaces.tsx";
import { checkedInOn } from "../today/done.ts";
import { careFor, URGENCY } from "./AfterCheckIn.tsx";
import { savedDraft } from "./draftStore.ts";
import { dueBy } from "./due.ts";
import { DUE, loadDue } from "./dueStore.ts";
import { minutes } from "./form.ts";
import { keptPutOff } from "./putOffStore.ts";
import { type PutOff, waits } from "./sitting.ts";
import { WhoLooks } from "./WhoLooks.tsx";
import { t } from "./words.ts";

const RESPONSES = "responses";
type Props = { due: Today["due"]; local: LocalEntries };

/** On Today, below the check-in: the questionnaires that come with it, and who looks at what was sent. */
export function SittingToday({ due, local }: Props) {
  const known = useKept<CheckInDue>(DUE, loadDue);
  const responses = useKept<Items<OwnResponse>>(RESPONSES, () => call("GET /api/responses"));
  const queued = local.queued.length;
  useEffect(() => {
    // What has just left the phone is somebody's to look at now, and due no more.
    if (known.state === "fresh") void Promise.all([known.reload(), responses.reload()]);
  }, [queued]);
  const today = dayOf(new Date(), phoneZone());
  return (
    <>
      <Forms done={checkedInOn(today, due, local)} due={known.value} local={local} today={today} />
      <Looking responses={responses.value?.items ?? []} asOf={responses.state === "fresh" ? null : responses.at} due={known.value} local={local} />
    </>
  );
}

function Forms({ done, due, local, today }: { done: boolean; due: CheckInDue | null; local: LocalEntries; today: string }) {
  const [begun, setBegun] = useState(false);
  const [off, setOff] = useState<PutOff>({});
  useEffect(() => void savedDraft().then((draft) => setBegun(draft !== null)), []);
  useEffect(() => void keptPutOff().then(setOff), []);
  const all = begun ? [] : dueBy(today, due, local);
  // What waits is in nobody's way, so it is not said of the check-in either.
  const forms = all.filter((one) => done || !waits(one, today, off)).flatMap(({ form }) => form ?? []);
  if (forms.length === 0) return null;
  const fill = { count: forms.length, minutes: minutes(forms) };
  if (!done) return <p class="small muted">{t("due.with", fill)}</p>;
  return (
    <Card>
      <h2>{t("due.title", fill)}</h2>
      <p class="muted">{t("due.text", { count: fill.minutes })}</p>
      <ButtonLink href="/check-in" look="soft" wide>{t("due.start")}</ButtonLink>
    </Card>
  );
}

function Looking({ responses, asOf, due, local }: { responses: OwnResponse[]; asOf: number | null; due: CheckInDue | null; local: LocalEntries }) {
  const waiting = local.queued.findLast((op) => op.kind === "check_in" && op.held_until === null && !op.refusal);
  const care = waiting?.kind === "check_in" && waiting.body.answers ? careFor(waiting.body.answers, due?.policy.craving_at) : null;
  const shown = responses.filter(({ kind }) => kind === "check_in" || kind === "craving_log");
  const first = shown.find(({ urgency }) => urgency === "now") ?? shown.at(-1);
  if (!waiting && !first) return null;
  return (
    <Card>
      <h2>{t("looks.title")}</h2>
      {waiting && <WhoLooks response={null} promise={due?.promise ?? null} urgency={care ? URGENCY[care] : "soon"} />}
      {!waiting && first && <WhoLooks response={first} promise={null} asOf={asOf} />}
    </Card>
  );
}
