import { useState } from "preact/hooks";
import { CLIENT_REASONS, type ClientReason, type MySession } from "../../api/booking.ts";
import { t as core } from "../../i18n/core.ts";
import { discard, withdrawUntried } from "../../offline/outbox.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { myDatabase, outboxChanged, sending, unreached } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { givingBack } from "./say.ts";
import { t } from "./words.ts";

/** Gives the place back, with a reason and a second thought. Also without a network. */
export function GiveBack({ session }: { session: MySession }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ClientReason | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function give(): Promise<void> {
    if (!reason || busy) return;
    setBusy(true);
    try {
      await save({ kind: "place_back", entity: session.id, body: { reason } });
      setOpen(false);
      announce(t(unreached.value ? "back.waiting" : "back.done"));
    } catch (error) {
      setWrong(core(whyNotSaved(error)));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>{t("back.button")}</Button>
      {open && (
        <Sheet title={t("back.title")} onClose={() => setOpen(false)}>
          <p>{t("back.text")}</p>
          <h3>{t("back.why")}</h3>
          <Options
            label={t("back.why")} value={reason} onChoose={setReason}
            options={CLIENT_REASONS.map((value) => ({ value, text: t(`why.${value}`) }))}
          />
          {wrong && <Notice kind="error" live>{wrong}</Notice>}
          <Button wide disabled={!reason} busy={busy} onClick={() => void give()}>{t("back.yes")}</Button>
          <Button wide look="plain" onClick={() => setOpen(false)}>{t("back.no")}</Button>
        </Sheet>
      )}
    </>
  );
}

/** The place is on its way back: not sent yet, or the server would not take it. */
export function GivingBack({ id }: { id: string }) {
  const op = givingBack(id);
  const [tooLate, setTooLate] = useState(false);
  if (!op) return null;

  async function takeOut(): Promise<void> {
    const db = await myDatabase();
    if (!db || !op) return;
    // What is being sent at this moment would arrive all the same.
    if (sending.value) setTooLate(!(await withdrawUntried(db, op.id)));
    else await discard(db, op.id);
    await outboxChanged();
  }
  if (op.refusal) {
    return (
      <Notice kind="warn" live>
        <p>{t(op.refusal.code === "session_has_begun" ? "back.refused_begun" : "back.refused")}</p>
        <Button look="quiet" onClick={() => void takeOut()}>{t("back.ok")}</Button>
      </Notice>
    );
  }
  return (
    <Notice live>
      <p>{t(tooLate ? "back.under_way" : "back.waiting")}</p>
      <Button look="quiet" onClick={() => void takeOut()}>{t("back.undo")}</Button>
    </Notice>
  );
}
