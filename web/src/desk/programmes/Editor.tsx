import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type FieldError, Problem } from "../../api/problem.ts";
import type { ProgrammeDetail } from "../../api/programs.ts";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { BasicsSection } from "./BasicsSection.tsx";
import { Clash } from "./Clash.tsx";
import { again, back, begin, type Draft, type History, type Merge, merge, put, same, step } from "./edit.ts";
import { Editing, type Form, idOf } from "./form.tsx";
import { GroupsSection } from "./GroupsSection.tsx";
import { HoursCheck } from "./HoursCheck.tsx";
import { LevelsSection } from "./LevelsSection.tsx";
import { AfterSection, TextsSection } from "./parts.tsx";
import { SaveBar } from "./SaveBar.tsx";
import { inMine, sayField, sayRefusal } from "./say.ts";
import { SessionsSection } from "./SessionsSection.tsx";
import { Status } from "./Status.tsx";
import { draftOf, isDirty, unsaved, useLeaving } from "./unsaved.ts";
import { useCheck } from "./useCheck.ts";
import { t } from "./words.ts";

type Props = { programme: ProgrammeDetail; onChanged: (saved: ProgrammeDetail) => void };
const EMPTY = new Set(["missing", "string_too_short", "too_short", "string_type", "float_type", "int_type"]);

type Clashing = { theirs: ProgrammeDetail; merged: Merge };

/** A programme as a form: every change can be undone, and nothing is lost to somebody else's. */
export function Editor({ programme, onChanged }: Props) {
  const held = useRef(unsaved.get(programme.id)).current;
  const [base, setBase] = useState(held?.base ?? programme);
  const [history, setHistory] = useState<History>(held?.history ?? begin(draftOf(programme)));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [refused, setRefused] = useState<FieldError[]>([]);
  const [tried, setTried] = useState(false);
  const [clash, setClash] = useState<Clashing | null>(null);
  const [isKept, setKept] = useState(held !== undefined);
  const [discarding, setDiscarding] = useState(false);
  const draft = history.now;
  const dirty = isDirty(base, draft);
  const checked = useCheck(draft, programme.check);
  const leaving = useLeaving(dirty);
  const latest = useRef({ base, history, dirty });
  latest.current = { base, history, dirty };
  useLayoutEffect(() => () => keepOrDrop(programme.id, latest.current), []);

  // A field that is still empty is no mistake before somebody tries to save.
  const shown = [...(tried ? refused : []), ...checked.errors.filter((error) => tried || !EMPTY.has(error.code))];
  const wrong = useMemo(() => places(shown, checked), [checked, refused, tried]);
  const form: Form = {
    draft,
    kept: new Set(base.opened_at ? base.design.levels.map((level) => level.name) : []),
    wrong: (place) => wrong.get(place) ?? null,
    wrongIn: (place) => [...wrong].find(([at]) => at.startsWith(place))?.[1] ?? null,
    set: (place, value) => setHistory((now) => step(now, put(now.now, place, value), place)),
    change: (how) => setHistory((now) => step(now, how(now.now))),
  };

  /** What was typed since `was` stays as it is, with its steps. */
  function take(saved: ProgrammeDetail, was: Draft): void {
    setBase(saved);
    setHistory((now) => {
      if (same(now.now, draftOf(saved))) return { ...now, now: draftOf(saved), typing: null };
      return same(now.now, was) ? begin(draftOf(saved)) : now;
    });
    setRefused([]);
    setTried(false);
    setKept(false);
    onChanged(saved);
  }

  async function save(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      take(await sent(base, draft), draft);
      announce(t("saved"));
    } catch (error) {
      setTried(true);
      await refuse(error);
    } finally {
      setBusy(false);
    }
  }

  async function refuse(error: unknown): Promise<void> {
    if (error instanceof Problem && error.code === "changed_meanwhile") {
      try {
        const theirs = await call("GET /api/programs/{id}", { path: { id: base.id } });
        return setClash({ theirs, merged: merge(draftOf(base), latest.current.history.now, draftOf(theirs)) });
      } catch (other) {
        return setRefusal(sayRefusal(other));
      }
    }
    const errors = error instanceof Problem ? error.errors : [];
    setRefused(errors);
    if (errors.length === 0 || (error as Problem).code === "not_ready") setRefusal(sayRefusal(error));
  }

  function settle(next: Draft | null): void {
    if (!clash) return;
    setBase(clash.theirs);
    onChanged(clash.theirs);
    setHistory((now) => (next ? step(now, next) : begin(draftOf(clash.theirs))));
    setClash(null);
    if (next) announce(t("clash.together_done"));
  }

  const marked = new Set(shown.map((error) => error.field));
  return (
    <Editing.Provider value={form}>
      {isKept && dirty && <Notice>{t("kept")}</Notice>}
      <Status programme={base} dirty={dirty} faulty={(checked.check?.faults.length ?? 1) > 0} onTurned={(turned) => take(turned, draftOf(base))} />
      <HoursCheck checked={checked} onShow={show} />
      <BasicsSection />
      <LevelsSection />
      <GroupsSection />
      <SessionsSection />
      <AfterSection />
      <TextsSection />
      <SaveBar
        history={history} dirty={dirty} busy={busy} refusal={refusal} marked={marked.size} onSave={() => void save()} onDiscard={() => setDiscarding(true)}
        onUndo={() => setHistory(back)} onRedo={() => setHistory(again)} onShow={() => show([...marked][0] ?? "")}
      />
      {clash && <Clash merged={clash.merged} onTogether={() => settle(clash.merged.draft)} onTheirs={() => settle(null)} onClose={() => setClash(null)} />}
      {discarding && (
        <Confirm
          title={t("discard_title")} text={t("discard_text")} yes={t("discard")} danger onNo={() => setDiscarding(false)}
          onYes={() => {
            setDiscarding(false);
            setKept(false);
            setHistory((now) => step(now, draftOf(base)));
          }}
        />
      )}
      {leaving.to && <Confirm title={t("leave_title")} text={t("leave_text")} yes={t("leave")} onYes={leaving.leave} onNo={leaving.stay} />}
    </Editing.Provider>
  );
}

function sent(base: ProgrammeDetail, draft: Draft): Promise<ProgrammeDetail> {
  return call("PUT /api/programs/{id}", { path: { id: base.id }, body: draft, headers: { "If-Match": `"${base.version}"` } });
}

function keepOrDrop(id: string, { base, history, dirty }: { base: ProgrammeDetail; history: History; dirty: boolean }): void {
  if (dirty) unsaved.set(id, { base, history });
  else unsaved.delete(id);
}

/** Places and what is wrong there; of several the first. */
function places(errors: FieldError[], { check }: { check: ProgrammeDetail["check"] | null }): Map<string, string> {
  const all = [
    ...errors.filter((error) => !check?.faults.some((fault) => fault.code === error.code)).map((error) => [error.field, sayField(error.field, error.code)] as const),
    ...(check?.faults ?? []).map((fault) => [fault.field, inMine(fault.sentence)] as const),
  ];
  return new Map(all.reverse());
}

/** Unfolds what hides a place and goes there; for a place in a sheet, to what opens it. */
function show(place: string): void {
  for (let at = place; at; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const id = idOf(at);
    const found = document.getElementById(id) ?? document.querySelector(`[data-at="${CSS.escape(id)}"]`);
    if (!found) continue;
    for (let around: Element | null = found; around; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
    }
    const field = found.matches("button") ? found : found.querySelector("input, textarea, select, button");
    found.scrollIntoView({ block: "center" });
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    return;
  }
}
