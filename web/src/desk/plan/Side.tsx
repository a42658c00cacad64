import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Plan, PlanChange, VersionHead } from "../../api/plan.ts";
import { Problem } from "../../api/problem.ts";
import { sayAgreed } from "../../client/plan/Agreeing.tsx";
import { Changes } from "../../client/plan/Changes.tsx";
import { objectivesOf } from "../../client/plan/content.ts";
import { t as plan } from "../../client/plan/words.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

type AgreementProps = { client: string; name: string; of: Resource<Plan>; value: Plan; isDirty: boolean };

/** Who agreed to the saved version; the counselor's own yes, and how the client gives theirs. */
export function Agreement({ client, name, of, value, isDirty }: AgreementProps) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { head, version, agreed } = value;
  if (!head) return null;
  const mine = head.acknowledgements.some((one) => one.is_me);
  const theirs = head.acknowledgements.some((one) => one.is_client);

  async function agree(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      const path = { client_id: client, number: String(version) };
      of.put(await call("PUT /api/clients/{client_id}/plan/versions/{number}/acknowledgement", { path, body: {} }));
      announce(t("agree.done", { number: version }));
    } catch (error) {
      const isOld = error instanceof Problem && error.code === "plan_changed";
      if (isOld) await of.reload();
      setWrong(isOld ? t("agree.changed") : sentenceFor(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Card>
      <div class="spread">
        <Heading>{t("agree.title")}</Heading>
        {head.is_agreed && <Tag kind="good">{plan("agreed.tag")}</Tag>}
      </div>
      <p>{plan("version", { number: version })} <span class="small muted">{plan("version.by", { by: head.by, when: dayAndTime(head.at, phoneZone()) })}</span></p>
      {head.why && <p class="small">“{head.why}”</p>}
      {head.acknowledgements.length === 0 && <p class="small muted">{t("agree.none", { number: version })}</p>}
      {head.acknowledgements.length > 0 && <ul>{head.acknowledgements.map((one) => <li key={one.by + one.at}>{sayAgreed(one)}</li>)}</ul>}
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      {!mine && isDirty && <p class="small muted">{t("agree.first_save")}</p>}
      {!mine && <Change><Button busy={busy} disabled={isDirty} onClick={() => void agree()}>{t("agree.button")}</Button></Change>}
      {!theirs && <p class="small muted">{t("agree.client", { name })}</p>}
      <Since agreed={agreed} changes={value.changes} isAgreed={head.is_agreed} />
    </Card>
  );
}

function Since({ agreed, changes, isAgreed }: { agreed: VersionHead | null; changes: PlanChange[]; isAgreed: boolean }) {
  if (!agreed) return <p class="small muted">{t("since.never")}</p>;
  if (isAgreed) return <p class="small muted">{t("since.same")}</p>;
  return (
    <div class="stack-s">
      <p class="small"><strong>{t("since.title", { number: agreed.number })}</strong></p>
      <Changes changes={changes} />
    </div>
  );
}

/** What the client ticked, and the notes they share. */
export function FromClient({ value, name }: { value: Plan; name: string }) {
  const texts = new Map(objectivesOf(value.content ?? { problems: [], interventions: [], benchmarks: [], level: null, review_on: null }).flatMap((one) => one.steps.map((step) => [step.id, step.text] as const)));
  const done = value.ticks.filter((tick) => tick.is_done);
  const sayTick = (tick: Plan["ticks"][number]) => texts.get(tick.item_id) ?? t("steps.old", { text: tick.text ?? plan("old.unknown") });
  return (
    <>
      <Card>
        <Heading>{t("steps.title", { name })}</Heading>
        {done.length === 0 && <p class="small muted">{t("steps.none")}</p>}
        {done.length > 0 && (
          <ul class="stack-s">
            {done.map((tick) => <li key={tick.id}>{sayTick(tick)} <span class="small muted">{dayAndTime(tick.happened_at, phoneZone())}</span></li>)}
          </ul>
        )}
      </Card>
      <Card>
        <Heading>{t("notes.title", { name })}</Heading>
        {value.notes.length === 0 && <p class="small muted">{t("notes.none")}</p>}
        {value.notes.map((note) => <p key={note.id} class="plan-note">{note.text} <span class="small muted">{dayAndTime(note.happened_at, phoneZone())}</span></p>)}
      </Card>
    </>
  );
}

/** Every version: who wrote it, when and why, who agreed, and what it changed. */
export function History({ client, version }: { client: string; version: number }) {
  const versions = useFetched(() => call("GET /api/clients/{client_id}/plan/versions", { path: { client_id: client } }), [client, version]);
  return (
    <Card>
      <Heading>{plan("history.title")}</Heading>
      <Loaded of={versions}>
        {({ items, more }) => (
          <>
            <ul class="stack">{items.map((one) => <Old key={one.number} client={client} head={one} />)}</ul>
            {more && <p class="small muted">{plan("history.more")}</p>}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Old({ client, head }: { client: string; head: VersionHead }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li class="stack-s">
      <p>
        <strong>{plan("version", { number: head.number })}</strong> <span class="small muted">{plan("version.by", { by: head.by, when: dayAndTime(head.at, phoneZone()) })}</span>
        {head.is_agreed && <> <Tag kind="good">{plan("agreed.tag")}</Tag></>}
      </p>
      {head.why && <p class="small">“{head.why}”</p>}
      <button type="button" class="desk-text-button" aria-expanded={isOpen} aria-label={`${t(isOpen ? "history.hide" : "history.show")}: ${plan("version", { number: head.number })}`} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? "history.hide" : "history.show")}
      </button>
      {isOpen && <Differences client={client} number={head.number} />}
    </li>
  );
}

function Differences({ client, number }: { client: string; number: number }) {
  const query = { from: number - 1, to: number };
  const found = useFetched(() => call("GET /api/clients/{client_id}/plan/changes", { path: { client_id: client }, query }), [client, number]);
  return <Loaded of={found}>{({ changes }) => <Changes changes={changes} />}</Loaded>;
}
