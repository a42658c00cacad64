import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { DueForm } from "../../api/forms.ts";
import { t as shell } from "../../i18n/core.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { storageWorks } from "../../person.ts";
import { phoneZone } from "../../time.ts";
import { announce } from "../../ui/Live.tsx";
import type { Sent } from "./CheckIn.tsx";
import { forgetDraft } from "./draftStore.ts";
import { isHard } from "./hard.ts";
import { saidOnce } from "./saidOnce.ts";
import { bodyOf, type Draft } from "./sitting.ts";
import { Summary } from "./Summary.tsx";

type Props = { draft: Draft; notice: ComponentChildren; unavailable: DueForm[]; onEnglish: (form: DueForm) => void; onGo: (next: Draft) => void; onSent: (sent: Sent) => void };

export function SendStep({ draft, notice, unavailable, onEnglish, onGo, onSent }: Props) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof whyNotSaved> | null>(null);

  async function send(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const saying = await saidOnce(draft);
      await save({ kind: "check_in", entity: draft.id, body: bodyOf(saying, new Date(), phoneZone()) });
      await forgetDraft();
      announce(shell(storageWorks.value ? "saved.on_phone" : "sent"));
      onSent({ answers: draft.gone ? {} : draft.answers, id: draft.id, hard: isHard(draft) });
    } catch (error) {
      setProblem(whyNotSaved(error));
    } finally {
      setBusy(false);
    }
  }
  async function leave(): Promise<void> {
    await forgetDraft();
    route("/");
  }
  return <Summary draft={draft} busy={busy} problem={problem} notice={notice} unavailable={unavailable} onEnglish={onEnglish} onGo={onGo} onSend={() => void send()} onLeave={() => void leave()} />;
}
