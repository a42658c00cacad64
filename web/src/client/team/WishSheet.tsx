import { useState } from "preact/hooks";
import type { OwnMember, Provider } from "../../api/episodes.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

type Props = { member: OwnMember; others: Provider[]; onClose: () => void };
const CENTRE = "";

/** Two calm steps: who instead, and who will read it. */
export function WishSheet({ member, others, onClose }: Props) {
  const [chosen, setChosen] = useState(CENTRE);
  const [step, setStep] = useState<"who" | "check">("who");
  const name = member.shown_name;
  const title = step === "who" ? t("sheet.who", { name }) : t("sheet.check");
  return (
    <Sheet key={step} title={title} onClose={onClose}>
      {step === "who" ? (
        <Who others={others} chosen={chosen} onChoose={setChosen} onNext={() => setStep("check")} />
      ) : (
        <Check member={member} instead={others.find((one) => one.id === chosen) ?? null} onBack={() => setStep("who")} onClose={onClose} />
      )}
    </Sheet>
  );
}

type WhoProps = { others: Provider[]; chosen: string; onChoose: (id: string) => void; onNext: () => void };

function Who({ others, chosen, onChoose, onNext }: WhoProps) {
  return (
    <div class="stack">
      <p>{t("sheet.why")}</p>
      <div class="options" role="group" aria-label={t("other")}>
        <One text={t("sheet.centre")} on={chosen === CENTRE} onChoose={() => onChoose(CENTRE)} />
        {others.map((one) => (
          <One
            key={one.id} text={one.shown_name} detail={one.profession ? t(`profession.${one.profession}`) : null}
            on={chosen === one.id} onChoose={() => onChoose(one.id)}
          />
        ))}
      </div>
      <Button wide onClick={onNext}>{t("sheet.next")}</Button>
    </div>
  );
}

function One({ text, detail, on, onChoose }: { text: string; detail?: string | null; on: boolean; onChoose: () => void }) {
  return (
    <button type="button" class="option" aria-pressed={on} onClick={onChoose}>
      {text}{detail && <span class="small muted team-detail">{detail}</span>}
    </button>
  );
}

type CheckProps = { member: OwnMember; instead: Provider | null; onBack: () => void; onClose: () => void };

function Check({ member, instead, onBack, onClose }: CheckProps) {
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const atOnce = instead !== null && member.at_once;
  const nobody = !atOnce && member.read_by.length === 0;

  async function send(): Promise<void> {
    setBusy(true);
    setWrong(null);
    const body = { provider_id: member.id, instead_id: instead?.id ?? null, note: atOnce ? null : note.trim() || null };
    try {
      await save({ kind: "team_wish", entity: newId(), body });
      announce(t("sent"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
      setBusy(false);
    }
  }
  return (
    <div class="stack">
      <Promises member={member} instead={atOnce ? instead : null} nobody={nobody} />
      {!atOnce && !nobody && <TextArea label={t("sheet.note")} hint={t("sheet.note_hint")} value={note} onText={setNote} maxLength={1000} rows={3} />}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {!nobody && <Button wide busy={busy} onClick={() => void send()}>{t("sheet.send")}</Button>}
      <Button look="plain" wide onClick={onBack}>{t("sheet.back")}</Button>
    </div>
  );
}

/** Exactly what happens, who reads it and who does not. */
function Promises({ member, instead, nobody }: { member: OwnMember; instead: Provider | null; nobody: boolean }) {
  const name = member.shown_name;
  if (nobody) return <Notice kind="warn">{t("sheet.nobody")}</Notice>;
  return (
    <ul class="team-promises">
      {instead ? (
        <>
          <li>{t("sheet.at_once", { instead: instead.shown_name, name })}</li>
          <li>{t("sheet.told", { name })}</li>
        </>
      ) : (
        <>
          <li>{t("sheet.read_by", { names: listed(member.read_by) })}</li>
          <li><strong>{t("sheet.never", { name })}</strong></li>
        </>
      )}
      <li>{t("sheet.sessions", { name })}</li>
    </ul>
  );
}

function listed(names: string[]): string {
  if (names.length < 2) return names.join("");
  return t("sheet.and", { names: names.slice(0, -1).join(", "), last: names[names.length - 1] ?? "" });
}
