import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api/call.ts";
import { SUPPORT, type SupportContent, type SupportPlan } from "../api/family.ts";
import { Problem } from "../api/problem.ts";
import { t as core } from "../i18n/core.ts";
import { draft, dropDraft, keepDraft } from "../offline/drafts.ts";
import { myDatabase } from "../offline/sync.ts";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/Field.tsx";
import { announce } from "../ui/Live.tsx";
import { useKept } from "../ui/resource.ts";
import { Screen } from "../ui/Screen.tsx";
import { Card, Empty, Notice } from "../ui/surfaces.tsx";
import { Nav } from "./Nav.tsx";
import { t } from "./words/index.ts";

type Written = Record<keyof SupportContent, string>;
/** What is typed and not saved, and the number of the plan it was typed over. */
type Unsaved = { written: Written; base: number };
const DRAFT = "support_plan";

/** A relative's plan for themselves. Theirs alone, so it stays on the phone, also without a network. */
export function MyPlan() {
  const plan = useKept("support_plan", () => call("GET /api/support-plan"));
  return (
    <Screen title={t("mine.title")} under={t("mine.under")} back="/family" nav={<Nav />}>
      {plan.value ? <Form plan={plan.value} put={plan.put} /> : <Empty>{plan.state === "failed" ? t("mine.not_here") : core("loading")}</Empty>}
    </Screen>
  );
}

function Form({ plan, put }: { plan: SupportPlan; put: (plan: SupportPlan) => void }) {
  const [unsaved, setUnsaved] = useState<Unsaved | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<SupportPlan | null>(null);
  // What was typed while the disk was read, or while it was on its way to the server, stays.
  const latest = useRef<Unsaved | null>(null);
  const written = unsaved?.written ?? textOf(plan.content);

  useEffect(() => void keptUnsaved().then((kept) => {
    if (kept && !latest.current) become(kept);
  }), []);

  function become(now: Unsaved | null): void {
    latest.current = now;
    setUnsaved(now);
  }

  function write(part: keyof SupportContent, text: string): void {
    const now = { written: { ...(latest.current?.written ?? written), [part]: text }, base: latest.current?.base ?? plan.number };
    become(now);
    void keepUnsaved(now);
  }

  function settle(sent: Unsaved, saved: SupportPlan): void {
    put(saved);
    setTheirs(null);
    if (latest.current === sent) {
      become(null);
      void dropUnsaved();
    } else if (latest.current) {
      const typedOn = { ...latest.current, base: saved.number };
      become(typedOn);
      void keepUnsaved(typedOn);
    }
  }

  async function save(): Promise<void> {
    const sent = latest.current;
    if (busy || !sent) return;
    setBusy(true);
    setWrong(null);
    try {
      // Whoever has the other text beside theirs decides over both; that is not kept on the phone,
      // for whoever comes back later has not got it beside theirs any more.
      const headers = { "If-Match": `"${theirs?.number ?? sent.base}"` };
      settle(sent, await call("PUT /api/support-plan", { body: { content: contentOf(sent.written) }, headers }));
      announce(core("saved"));
    } catch (error) {
      const current = error instanceof Problem && error.code === "support_plan_changed" ? (error.more["current"] as SupportPlan) : null;
      if (current) {
        put(current);
        setTheirs(current);
      }
      setWrong(t(current ? "mine.changed" : error instanceof Problem ? "mine.too_long" : "mine.offline"));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="stack-l" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {SUPPORT.map((part) => (
        <TextArea
          key={part} label={t(`mine.${part}`)} hint={t(`mine.${part}_hint`)} value={written[part]} rows={3} maxLength={4000}
          onText={(text) => write(part, text)}
        />
      ))}
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      {theirs && <Theirs content={theirs.content} />}
      <Button type="submit" wide busy={busy} disabled={!unsaved}>{t("mine.save")}</Button>
    </form>
  );
}

/** What was saved somewhere else, beside what is in the form: both are there until one is saved. */
function Theirs({ content }: { content: SupportContent }) {
  return (
    <Card soft label={t("mine.theirs")}>
      <h2>{t("mine.theirs")}</h2>
      {SUPPORT.filter((part) => content[part].length > 0).map((part) => (
        <div key={part}>
          <h3>{t(`mine.${part}`)}</h3>
          <ul class="family-lines">{content[part].map((line) => <li key={line}>{line}</li>)}</ul>
        </div>
      ))}
    </Card>
  );
}

function textOf(content: SupportContent): Written {
  return Object.fromEntries(SUPPORT.map((part) => [part, content[part].join("\n")])) as Written;
}

function contentOf(written: Written): SupportContent {
  const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  return Object.fromEntries(SUPPORT.map((part) => [part, lines(written[part])])) as SupportContent;
}

async function keptUnsaved(): Promise<Unsaved | null> {
  const db = await myDatabase().catch(() => null);
  const kept = db && (await draft<Unsaved | Written>(db, DRAFT));
  // What an earlier version kept does not say what it was typed over: nothing is replaced unseen.
  return kept && !("base" in kept) ? { written: kept, base: 0 } : kept;
}

async function keepUnsaved(unsaved: Unsaved): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, DRAFT, unsaved).catch(() => undefined);
}

async function dropUnsaved(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await dropDraft(db, DRAFT).catch(() => undefined);
}
