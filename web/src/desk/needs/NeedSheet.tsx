import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type Need, NEED_KINDS, NEED_STATES, type NeedContent, type NeedNow, PRIORITIES } from "../../api/needs.ts";
import { Problem } from "../../api/problem.ts";
import { t as names } from "../../client/needs/words.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { type Desk, whyNot } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

/** Writes a need. Where somebody else was faster, both texts are on the screen until the writer decides. */
export function NeedSheet({ desk, need, onClose }: { desk: Desk; need: Need | null; onClose: () => void }) {
  const [id] = useState(() => need?.id ?? newId());
  const [said, setSaid] = useState<NeedContent>(need ?? { kind: "housing", words: "", priority: "soon", state: "open" });
  const [version, setVersion] = useState(need?.version ?? 0);
  const [clash, setClash] = useState<NeedNow | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const isEmpty = said.words.trim() === "";
  // Each answer is the whole list, and the earlier of two may come last.
  const isWaiting = busy || desk.busy;
  const set = (part: Partial<NeedContent>) => setSaid({ ...said, ...part });

  async function save(): Promise<void> {
    setTried(true);
    if (isEmpty || isWaiting) return;
    setBusy(true);
    setWrong(null);
    try {
      const { kind, words, priority, state } = said;
      const body = { kind, words: words.trim(), priority, state };
      desk.of.put(await call("PUT /api/clients/{client_id}/needs/{id}", { path: { client_id: desk.id, id }, headers: { "If-Match": `"${version}"` }, body }));
      announce(t("form.saved"));
      onClose();
    } catch (error) {
      failed(error);
    }
    setBusy(false);
  }
  function failed(error: unknown): void {
    if (!(error instanceof Problem && error.code === "need_changed")) return setWrong(whyNot(error));
    const current = error.more["current"] as NeedNow;
    setClash(current);
    setVersion(current.version);
    void desk.of.reload();
  }
  function take(current: NeedNow): void {
    setSaid(current);
    setClash(null);
  }
  return (
    <Sheet title={t(need ? "form.edit" : "form.new")} onClose={onClose} busy={busy}>
      <div class="stack">
        {clash && <Clash current={clash} onTake={() => take(clash)} />}
        <Choice label={t("form.kind")} value={said.kind} options={NEED_KINDS.map((value) => ({ value, text: names(`k.${value}`) }))} onChoose={(value) => set({ kind: value as NeedContent["kind"] })} />
        <TextArea label={t("form.words")} hint={t("form.words_hint", { name: desk.name })} value={said.words} maxLength={400} rows={4} wrong={tried && isEmpty ? t("form.words_wrong") : null} onText={(words) => set({ words })} />
        <Choice label={t("form.priority")} value={said.priority} options={PRIORITIES.map((value) => ({ value, text: names(`p.${value}`) }))} onChoose={(value) => set({ priority: value as NeedContent["priority"] })} />
        {need && <Choice label={t("form.state")} value={said.state} options={NEED_STATES.map((value) => ({ value, text: t(`is.${value}`) }))} onChoose={(value) => set({ state: value as NeedContent["state"] })} />}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={isWaiting} onClick={() => void save()}>{t(clash ? "clash.save" : "form.save")}</Button>
      </div>
    </Sheet>
  );
}

function Clash({ current, onTake }: { current: NeedNow; onTake: () => void }) {
  const { words, kind, priority, state } = current;
  return (
    <Notice kind="warn" live>
      <p>{t("clash.title")}</p>
      <p class="needs-words">{t("clash.now", { words, kind: names(`k.${kind}`), priority: names(`p.${priority}`), state: t(`is.${state}`) })}</p>
      <Button look="quiet" onClick={onTake}>{t("clash.take")}</Button>
    </Notice>
  );
}
