import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { announce } from "../ui/Live.tsx";
import { Confirm } from "../ui/Sheet.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { t } from "./words/index.ts";

type Props = { button: string; title: string; text: string; yes: string; done: string; leave: () => Promise<unknown>; onLeft: () => void };

/** Leaving, asked once more before it is done. */
export function Leave({ button, title, text, yes, done, leave, onLeft }: Props) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function go(): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      await leave();
      announce(done);
      onLeft();
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
      setAsked(false);
    }
  }
  return (
    <>
      {failed && <Notice kind="warn" live>{t("leave.failed")}</Notice>}
      <Button look="quiet" wide onClick={() => setAsked(true)}>{button}</Button>
      {asked && <Confirm title={title} text={text} yes={yes} busy={busy} onYes={() => void go()} onNo={() => setAsked(false)} />}
    </>
  );
}
