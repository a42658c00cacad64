import { useState } from "preact/hooks";
import { type Aftercare, type ContactState, type ContactWay, WAYS } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import type { Day } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { refusalOf } from "./state.ts";
import { t } from "./words.ts";

type Props = { clientId: string; name: string; dueOn: Day; onDone: (value: Aftercare) => void | Promise<void>; onClose: () => void };

/** What became of one contact: the second tap keeps it. A line can be written before. */
export function RecordSheet({ clientId, name, dueOn, onDone, onClose }: Props) {
  // The same id for one try and the next: what arrived already is not kept twice.
  const [ids] = useState<Record<string, string>>({});
  const [line, setLine] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  async function keep(state: ContactState, way: ContactWay | null): Promise<void> {
    const said = line.trim().replace(/\s+/g, " ") || null;
    const id = (ids[`${state} ${way} ${said}`] ??= newId());
    setBusy(way ?? state);
    setWrong(null);
    try {
      const body = { due_on: dueOn, state, way, line: said };
      const value = await call("PUT /api/clients/{client_id}/contacts/{id}", { path: { client_id: clientId, id }, body });
      announce(t("say.saved"));
      await onDone(value);
    } catch (error) {
      setWrong(refusalOf(error));
      setBusy(null);
    }
  }
  return (
    <Sheet title={t("say.title", { name, day: longDay(dueOn) })} onClose={onClose} busy={busy !== null}>
      <div class="stack">
        <TextArea label={t("say.line")} hint={t("say.line_hint")} value={line} maxLength={400} rows={2} onText={setLine} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <fieldset class="stack-s touch-choices">
          <legend><strong>{t("say.reached")}</strong></legend>
          <div class="touch-grid">
            {WAYS.map((way) => <Button key={way} look="soft" busy={busy === way} disabled={busy !== null} onClick={() => void keep("reached", way)}>{t(`say.${way}`)}</Button>)}
          </div>
        </fieldset>
        <fieldset class="stack-s touch-choices">
          <legend><strong>{t("say.not")}</strong></legend>
          <div class="touch-grid">
            {(["not_reached", "called_off"] as const).map((state) => (
              <Button key={state} look="quiet" busy={busy === state} disabled={busy !== null} onClick={() => void keep(state, null)}>{t(`say.${state}`)}</Button>
            ))}
          </div>
          <p class="small muted">{t("say.not_text")}</p>
        </fieldset>
      </div>
    </Sheet>
  );
}
