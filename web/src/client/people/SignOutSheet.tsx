import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/more.ts";
import { phoneFact } from "../../offline/phone.ts";
import { outbox, unreached } from "../../offline/sync.ts";
import { fileOf, NOT_KEPT, sendBeforeLeaving, signOut, type Unsent, unsentEntries } from "../../sign-out.ts";
import { Button } from "../../ui/Button.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t as plan } from "../safety_plan/words.ts";

/** Nothing that was written is ever lost without the person having chosen so. */
export function SignOutSheet({ onStay }: { onStay: () => void }) {
  const [unsent, setUnsent] = useState<Unsent[] | null>(null);
  const [sending, setSending] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<"sign_out.still_unsent" | "sign_out.file_saved" | null>(null);
  const [card, setCard] = useState<boolean | null>(null);
  useEffect(() => void phoneFact("card").then((fact) => setCard(fact ? true : null), () => undefined), []);
  useEffect(() => void begin().catch(() => setUnsent([])), []);
  // What was still under way may arrive while this is read.
  const queued = outbox.value;
  useEffect(() => {
    if (unsent !== null && !busy) void unsentEntries().then(setUnsent, () => undefined);
  }, [queued]);

  async function begin(): Promise<void> {
    const before = await unsentEntries();
    if (before.length === 0 || unreached.value) return setUnsent(before);
    setSending(true);
    setUnsent(await sendBeforeLeaving());
  }
  async function leave(): Promise<void> {
    setBusy(true);
    await signOut({ keepCard: card === true });
  }
  async function send(): Promise<void> {
    setBusy(true);
    const left = await sendBeforeLeaving();
    if (left.length === 0) return await leave();
    setUnsent(left);
    setSaid("sign_out.still_unsent");
    setBusy(false);
  }
  function keepFile(): void {
    const url = URL.createObjectURL(fileOf(unsent ?? []));
    const link = Object.assign(document.createElement("a"), { href: url, download: "companion-entries.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    setSaid("sign_out.file_saved");
  }

  if (unsent === null) {
    return sending && (
      <Sheet title={t("sign_out.title")} onClose={onStay}>
        <p role="status">{t("sign_out.sending")}</p>
        <Button look="plain" wide onClick={onStay}>{t("sign_out.stay")}</Button>
      </Sheet>
    );
  }
  const typed = unsent.filter(({ refusal }) => refusal?.code === NOT_KEPT);
  // Only where the client has let this phone show parts of their plan while nobody is signed in.
  const keepCard = card !== null && <Toggle label={plan("sign_out.keep")} hint={plan("sign_out.keep_hint")} on={card} onToggle={setCard} />;
  return (
    <Sheet title={t("sign_out.title")} onClose={onStay}>
      {unsent.length === 0 && (
        <>
          <p>{t("sign_out.text")}</p>
          {keepCard}
          <Button wide busy={busy} onClick={() => void leave()}>{t("sign_out.button")}</Button>
        </>
      )}
      {unsent.length > 0 && (
        <>
          <Notice kind="warn">
            <p>{t("sign_out.unsent", { count: unsent.length })}</p>
            {typed.length > 0 && <p>{t("sign_out.typed", { count: typed.length })} <a href={`/read/${typed[0]?.entity.split(":")[0]}`}>{t("sign_out.to_typed")}</a></p>}
          </Notice>
          {said && <Notice kind={said === "sign_out.still_unsent" ? "error" : "info"} live>{t(said, { count: unsent.length })}</Notice>}
          {typed.length < unsent.length && <Button wide busy={busy} onClick={() => void send()}>{t("sign_out.send")}</Button>}
          <Button look="quiet" wide onClick={keepFile}>{t("sign_out.keep_file")}</Button>
          <p class="small muted">{t("sign_out.file_text")}</p>
          {keepCard}
          <Button look="danger" wide busy={busy} onClick={() => void leave()}>
            {t(said === "sign_out.file_saved" ? "sign_out.after_file" : "sign_out.delete", { count: unsent.length })}
          </Button>
        </>
      )}
      <Button look="plain" wide onClick={onStay}>{t("sign_out.stay")}</Button>
    </Sheet>
  );
}
