import { useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Plan, PlanContent, PlanDraft } from "../../api/plan.ts";
import { Problem } from "../../api/problem.ts";
import { EMPTY_PLAN, tidied } from "../../client/plan/content.ts";
import { Drafts } from "../../client/plan/Drafts.tsx";
import "../../client/plan/plan.css";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { RecordPage } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { Problems } from "./Cards.tsx";
import "./desk-plan.css";
import { Interventions } from "./Interventions.tsx";
import { Hours, Level } from "./Level.tsx";
import type { Editing } from "./Part.tsx";
import { Agreement, FromClient, History } from "./Side.tsx";
import { type Editor, useEditor } from "./useEditor.ts";
import { useLeaveGuard } from "./useLeaveGuard.ts";
import { t } from "./words.ts";
import { wrongIn } from "./wrong.ts";

/** A client's plan: drafted and agreed together on one screen. */
export function PlanPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const plan = useFetched(() => call("GET /api/clients/{client_id}/plan", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("title_for", { name }) : t("title")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="treatment_plan">
            <Loaded of={plan}>{(value) => (about.may_change.includes("treatment_plan") ? <Writing key={id} client={id} name={name} of={plan} value={value} /> : <Shut client={id} name={name} of={plan} value={value} />)}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

type Props = { client: string; name: string; of: Resource<Plan>; value: Plan };

function Writing({ client, name, of, value }: Props) {
  const editor = useEditor(client, value.content, value.version);
  const guard = useLeaveGuard(editor.isDirty);
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongIn(editor.content) : new Map<string, never>();
  const editing: Editing = { content: editor.content, name, wrong, change: editor.change };
  return (
    <>
      <p class="muted">{t("together", { name })}</p>
      {editor.wasRestored && editor.isDirty && <Notice live>{t("restored")}</Notice>}
      <Lost client={client} of={of} value={value} editor={editor} />
      <div class="desk-plan">
        <form class="stack" noValidate onSubmit={(event) => event.preventDefault()}>
          <Bar client={client} name={name} of={of} value={value} editor={editor} onTried={setTried} />
          {editor.content.problems.length === 0 && <p class="muted">{t("empty", { name })}</p>}
          <Whole editing={editing} value={value} />
        </form>
        <Aside client={client} name={name} of={of} value={value} editing={editing} isDirty={editor.isDirty} />
      </div>
      {guard.wanted && <Confirm title={t("leave_title")} text={t("leave_text")} yes={t("leave")} danger onYes={guard.leave} onNo={guard.stay} />}
    </>
  );
}

/** As it was saved last, for whoever may read it and no more. */
function Shut({ client, name, of, value }: Props) {
  const editing: Editing = { content: value.content ?? EMPTY_PLAN, name, wrong: new Map(), change: () => undefined };
  return (
    <div class="desk-plan">
      <fieldset class="stack desk-plan-shut" disabled>
        {value.version === 0 ? <p class="muted">{t("nothing_yet")}</p> : <Whole editing={editing} value={value} />}
      </fieldset>
      <Aside client={client} name={name} of={of} value={value} editing={editing} isDirty={false} />
    </div>
  );
}

type PartsProps = { editing: Editing; value: Plan };

function Whole({ editing, value }: PartsProps) {
  return (
    <>
      <Problems editing={editing} />
      <section class="stack-s">
        <Heading>{t("whole")}</Heading>
        <p class="small muted">{t("whole_text")}</p>
        <Interventions items={editing.content.interventions} parent={null} editing={editing} />
      </section>
      <Level editing={editing} levels={value.levels} now={value.level} />
    </>
  );
}

function Aside({ client, name, of, value, editing, isDirty }: Props & PartsProps & { isDirty: boolean }) {
  return (
    <aside class="desk-plan-side" aria-label={t("agree.title")}>
      <Hours editing={editing} levels={value.levels} />
      <Agreement client={client} name={name} of={of} value={value} isDirty={isDirty} />
      <FromClient value={value} name={name} />
      {value.version > 0 && <History client={client} version={value.version} />}
    </aside>
  );
}

type BarProps = Props & { editor: Editor; onTried: (tried: boolean) => void };

/** Saving, undoing, and whether there is anything to save. */
function Bar({ client, name, of, value, editor, onTried }: BarProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ text: string; kind: "info" | "warn" | "error" } | null>(null);
  const [dropping, setDropping] = useState(false);
  const { version } = value;

  async function save(event: Event): Promise<void> {
    const form = (event.currentTarget as HTMLElement).closest("form");
    onTried(true);
    if (wrongIn(editor.content).size > 0) {
      setSaid({ text: t("wrong.some"), kind: "error" });
      return focusFirstWrong(form);
    }
    setBusy(true);
    const { content: sent, why: said } = editor;
    try {
      const body = { content: tidied(sent), why: said.trim() || null, from_draft: editor.from_draft };
      const saved = await call("PUT /api/clients/{client_id}/plan", { path: { client_id: client }, headers: { "If-Match": `"${editor.base}"` }, body });
      of.put(saved);
      editor.stored(sent, said, saved.content, saved.version);
      onTried(false);
      const words = saved.version === version ? t("nothing_new", { number: version }) : t("saved", { number: saved.version, name });
      setSaid({ text: words, kind: "info" });
      announce(words);
    } catch (error) {
      await notSaved(error, sent);
    } finally {
      setBusy(false);
    }
  }
  async function notSaved(error: unknown, sent: PlanContent): Promise<void> {
    if (!(error instanceof Problem && error.status === 412)) return setSaid({ text: t("not_saved", { why: whyNot(error) }), kind: "error" });
    setSaid({ text: t("conflict"), kind: "warn" });
    try {
      // The server keeps this text: what stands here from now on is the newer version.
      const newest = await call("GET /api/clients/{client_id}/plan", { path: { client_id: client } });
      of.put(newest);
      editor.lost(sent, newest.content, newest.version);
      scrollTo({ top: 0 });
    } catch {
      // The text stays where it is, and saving it again is the same draft.
    }
  }
  return (
    <>
      <div class="desk-plan-bar">
        <span class="row">
          <Button busy={busy} disabled={!editor.isDirty} onClick={(event) => void save(event)}>{t("save")}</Button>
          <Button look="quiet" disabled={!editor.canUndo} onClick={editor.undo}>{t("undo")}</Button>
          {editor.isDirty && version > 0 && <Button look="plain" onClick={() => setDropping(true)}>{t("discard", { number: version })}</Button>}
        </span>
        {editor.isDirty ? <Tag kind="warn">{t("unsaved")}</Tag> : version > 0 && <span class="small muted">{t("all_saved")}</span>}
      </div>
      {said && <Notice kind={said.kind} live>{said.text}</Notice>}
      {/* Always there: a field that came with the first letter would push away what is being written. */}
      <Field label={t("why", { name })} value={editor.why} maxLength={400} onText={editor.say} autocomplete="off" />
      {dropping && (
        <Confirm
          title={t("discard_title")} text={t("discard_text")} yes={t("discard", { number: version })} danger
          onYes={() => { editor.start(value.content, version); onTried(false); setDropping(false); setSaid(null); }} onNo={() => setDropping(false)}
        />
      )}
    </>
  );
}

const SENTENCES: Record<string, "too_long" | "no_level" | "ended" | "own_plan"> = {
  body_too_large: "too_long", invalid: "too_long", no_such_level: "no_level", stay_ended: "ended", own_plan: "own_plan",
};

function whyNot(error: unknown): string {
  const known = error instanceof Problem ? SENTENCES[error.code] : undefined;
  return known ? t(known) : sentenceFor(error);
}

/** Texts of one's own that lost against somebody else's version. */
function Lost({ client, of, value, editor }: { client: string; of: Resource<Plan>; value: Plan; editor: Editor }) {
  const [drafts, setDrafts] = useState<PlanDraft[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const path = { client_id: client };
  useEffect(() => {
    if (value.drafts === 0) return setDrafts([]);
    void call("GET /api/clients/{client_id}/plan/drafts", { path }).then(({ items }) => setDrafts(items), (error) => setWrong(sentenceFor(error)));
  }, [value.drafts, value.version]);

  function take(draft: PlanDraft): void {
    editor.start(null, draft.version, draft);
    announce(t("took_in"));
  }
  async function drop(draft: PlanDraft): Promise<void> {
    try {
      await call("PUT /api/clients/{client_id}/plan/drafts/{id}/removal", { path: { ...path, id: draft.id }, body: {} });
      await of.reload();
    } catch (error) {
      setWrong(sentenceFor(error));
    }
  }
  const waiting = drafts.filter((one) => one.id !== editor.from_draft);
  return (
    <>
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      {editor.from_draft && <Notice live>{t("took_in")}</Notice>}
      <Drafts drafts={waiting} by={value.head?.by ?? null} busy={editor.isDirty} onTake={take} onDrop={(draft) => void drop(draft)} />
    </>
  );
}
