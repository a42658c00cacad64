import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SlipContent } from "../../api/milestones.ts";
import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { myDatabase } from "../../offline/sync.ts";
import { dayOf, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Steps } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useHere, useOnce } from "../../ui/useOnce.ts";
import { FirstStep } from "./FirstStep.tsx";
import { Sharing } from "./Sharing.tsx";
import { PARTS } from "./Slips.tsx";
import { contentOf, emptySlip, hasNewCounselor, type Now } from "./state.ts";
import { writeSlip } from "./useMilestones.ts";
import { t } from "./words.ts";

const STEPS = ["day", ...PARTS, "share"] as const;
type Step = (typeof STEPS)[number];
/** `changed`: there is something in it that was not kept as an entry yet. `reader`: the client chose in
 * it who may read it; the main counselor they were offered, if there is one. */
type Writing = { step: Step; slip: SlipContent; changed: boolean; reader?: { id: string | null } };
type Props = { id: string; now: Now; loaded: boolean; at?: "share" | undefined };

/** How it came about, in small steps: each may be left empty, and each is kept as soon as it is done. */
export function Debrief({ id, now, loaded, at }: Props) {
  const [writing, setWriting] = useState<Writing | null>(null);
  const found = now.slips.find((slip) => slip.slip_id === id);
  const ready = loaded || found !== undefined;
  useEffect(() => {
    if (writing || !ready) return;
    const slip = found ? contentOf(found) : emptySlip(id, dayOf(new Date(), phoneZone()));
    void keptDraft(id).then((kept) => {
      // What was kept in the meantime, here or on another phone, is newer than a draft of the same.
      setWriting(kept?.changed ? { ...kept, step: at ?? kept.step } : { step: at ?? kept?.step ?? "day", slip, changed: !found });
    });
  }, [ready]);
  if (!writing) return null;
  return <Writer id={id} now={now} writing={writing} onWrite={setWriting} />;
}

type WriterProps = { id: string; now: Now; writing: Writing; onWrite: (writing: Writing) => void };

function Writer({ id, now, writing, onWrite }: WriterProps) {
  const { route } = useLocation();
  const [failed, setFailed] = useState(false);
  const here = useHere();
  const { busy, once } = useOnce();
  const newest = useRef(writing);
  newest.current = writing;
  const { step, slip, reader } = writing;
  const stored = now.slips.find((one) => one.slip_id === id);
  // An old draft may show what was chosen on another phone since: until something is chosen here, that counts.
  const level = reader || !stored ? slip.shared_with : hasNewCounselor(stored) ? null : stored.shared_with;
  const number = STEPS.indexOf(step) + 1;
  const before = STEPS[number - 2];

  function change(part: Partial<SlipContent>, chosen = reader): void {
    const next: Writing = { step, slip: { ...slip, ...part }, changed: true, ...(chosen && { reader: chosen }) };
    onWrite(next);
    void keepWriting(id, next);
  }
  async function go(to: Step | null): Promise<void> {
    const isHere = here();
    try {
      // Going back and forth without a change writes nothing twice.
      if (writing.changed) await writeSlip(trimmed(slip), { sharing: reader !== undefined, mistake: false }, reader?.id);
      setFailed(false);
      announce(t("note.saved"));
      const next = goneOn(to ?? step, writing, newest.current);
      if (to !== null) {
        onWrite(next);
        // Not waited for: it is in an entry already, and the next question can be answered.
        return void keepWriting(id, next);
      }
      // What was written on meanwhile is in no entry yet: it is not left behind.
      if (next.changed) return;
      await forget(id);
      if (isHere()) route("/days", true);
    } catch {
      setFailed(true);
    }
  }
  return (
    <Screen key={step} title={step === "share" ? t("note.share") : t(`note.${step}`)} back="/days" nav={null}>
      <Steps done={number} of={STEPS.length} label={t("note.step", { count: number, of: STEPS.length })} />
      {failed && <Notice kind="error" live>{t("note.unkept")}</Notice>}
      {step === "day" && <FirstStep day={slip.on_day} onDay={(on_day) => change({ on_day })} />}
      {step === "share" && (
        <Sharing
          value={level} readers={now.readers}
          onChoose={(shared_with) => change({ shared_with }, { id: now.readers.primary_id })}
        />
      )}
      {step !== "day" && step !== "share" && <Part step={step} value={slip[step] ?? ""} onText={(text) => change({ [step]: text })} />}
      <div class="stack-s">
        <Button wide busy={busy} disabled={slip.on_day === ""} onClick={() => void once(() => go(STEPS[number] ?? null))}>{t(step === "share" ? "note.done" : "note.next")}</Button>
        {step !== "day" && step !== "share" && <Button look="quiet" wide busy={busy} onClick={() => void once(() => go(null))}>{t("note.later")}</Button>}
      </div>
      <div class="days-foot">
        {before && <Button look="plain" icon="back" busy={busy} onClick={() => void once(() => go(before))}>{t("note.before")}</Button>}
        {step !== "day" && <p class="small muted">{t("note.kept")}</p>}
      </div>
      {step === "day" && <ButtonLink look="plain" href="/card">{t("note.card")}</ButtonLink>}
    </Screen>
  );
}

/** Where it goes on after `sent` was kept, with what was said while that was under way. */
function goneOn(step: Step, sent: Writing, now: Writing): Writing {
  const chosen = now.reader !== sent.reader && now.reader;
  return { step, slip: now.slip, changed: now.slip !== sent.slip, ...(chosen && { reader: chosen }) };
}

function Part({ step, value, onText }: { step: (typeof PARTS)[number]; value: string; onText: (text: string) => void }) {
  return (
    <div class="stack-s">
      <p class="muted">{t(`note.${step}_hint`)}</p>
      <TextArea label={t("note.answer")} hint={t("note.optional")} value={value} maxLength={2000} rows={5} onText={onText} />
    </div>
  );
}

function trimmed(slip: SlipContent): SlipContent {
  const parts = PARTS.map((part) => [part, slip[part]?.trim() || null]);
  return { ...slip, ...Object.fromEntries(parts) };
}

const keyOf = (id: string) => `note:${id}`;

async function keptDraft(id: string): Promise<Writing | null> {
  const db = await myDatabase().catch(() => null);
  return db ? await draft<Writing>(db, keyOf(id)).catch(() => null) : null;
}

/** Each letter: what waits for its Next is lost by no reload. */
async function keepWriting(id: string, writing: Writing): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, keyOf(id), writing).catch(() => undefined);
}

async function forget(id: string): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await dropDraft(db, keyOf(id)).catch(() => undefined);
}
