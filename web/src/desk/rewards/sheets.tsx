import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ClientPoints } from "../../api/rewards.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

type Common = { name: string; onClose: () => void; onSaved: (after: ClientPoints) => void };
type WhyProps = Common & { title: string; text: string | null; send: (line: string) => Promise<ClientPoints> };

/** Takes something back, with the reason that the client reads. */
export function WhySheet({ title, text, name, send, onClose, onSaved }: WhyProps) {
  const why = useWhy(send, onSaved);
  return (
    <Sheet title={title} onClose={onClose} busy={why.busy}>
      <div class="stack">
        {text && <p>{text}</p>}
        <Why name={name} {...why} />
        <Button wide busy={why.busy} onClick={() => void why.save()}>{t("save")}</Button>
      </div>
    </Sheet>
  );
}

/** Points more or less, with the reason. */
export function CorrectSheet({ id, name, onClose, onSaved }: Common & { id: string }) {
  const [points, setPoints] = useState("");
  // Sent again after no answer came, it is the same correction.
  const correction = useRef(newId()).current;
  const count = /^[+-]?\d{1,4}$/.test(points.trim()) ? Number(points) : 0;
  const why = useWhy(
    (line) => call("PUT /api/clients/{client_id}/point-corrections/{id}", { path: { client_id: id, id: correction }, body: { points: count, line } }),
    onSaved,
    () => count !== 0 && Math.abs(count) <= 1000,
  );
  return (
    <Sheet title={t("correct.title")} onClose={onClose} busy={why.busy}>
      <div class="stack">
        <Field label={t("correct.points")} hint={t("correct.hint")} value={points} maxLength={5} wrong={why.tried && count === 0 ? t("correct.points_wrong") : null} onText={setPoints} />
        <Why name={name} {...why} />
        <Button wide busy={why.busy} onClick={() => void why.save()}>{t("save")}</Button>
      </div>
    </Sheet>
  );
}

type WhyState = { line: string; setLine: (line: string) => void; tried: boolean; wrong: string | null };

function Why({ name, line, setLine, tried, wrong }: WhyState & { name: string }) {
  return (
    <>
      <TextArea label={t("reason.label")} hint={t("reason.hint", { name })} value={line} maxLength={400} rows={3} wrong={tried && line.trim().length < 3 ? t("reason.wrong") : null} onText={setLine} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </>
  );
}

function useWhy(send: (line: string) => Promise<ClientPoints>, onSaved: (after: ClientPoints) => void, ready = () => true) {
  const [line, setLine] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function save(): Promise<void> {
    setTried(true);
    if (line.trim().length < 3 || !ready()) return;
    setBusy(true);
    try {
      const after = await send(line.trim());
      announce(t("saved"));
      onSaved(after);
    } catch (error) {
      setWrong(wrongOf(error));
      setBusy(false);
    }
  }
  return { line, setLine, tried, wrong, busy, save };
}
