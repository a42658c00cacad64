import { useState } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { dayAndYear } from "./Counts.tsx";
import { hasNewCounselor, type Now, type SlipNow } from "./state.ts";
import { writeSlip } from "./useMilestones.ts";
import { t } from "./words.ts";

export const PARTS = ["trigger", "thought", "act", "next_time"] as const;

/** What was written about slips, and the way to write. */
export function Slips({ now, onNew }: { now: Now; onNew: () => void }) {
  return (
    <section class="stack">
      <h2>{t("slips.title")}</h2>
      <p>{t("slips.text")}</p>
      <Button look="soft" wide onClick={onNew}>{t("slips.new")}</Button>
      {now.slips.map((slip) => <SlipCard key={slip.slip_id} slip={slip} waiting={now.waiting.has(slip.slip_id)} />)}
    </section>
  );
}

function SlipCard({ slip, waiting }: { slip: SlipNow; waiting: boolean }) {
  const [sure, setSure] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const day = dayAndYear(slip.on_day);
  const href = `/days?note=${slip.slip_id}`;

  async function mark(is_mistake: boolean): Promise<void> {
    setSure(false);
    try {
      await writeSlip({ ...slip, is_mistake }, { sharing: false, mistake: true });
      announce(t("note.saved"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Card>
      <div class="stack-s">
        <div class="spread">
          <h3>{day}</h3>
          <Tag>{slip.is_mistake ? t("slips.taken_back") : seenBy(slip)}</Tag>
        </div>
        {!slip.is_mistake && <Written slip={slip} />}
        {hasNewCounselor(slip) && <NewCounselor slip={slip} href={`${href}&who=1`} />}
        {waiting && <p class="small muted">{t("slips.waiting")}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        {slip.is_mistake ? (
          <Button look="plain" onClick={() => void mark(false)}>{t("slips.put_back")}</Button>
        ) : (
          <div class="row">
            <ButtonLink look="quiet" href={href}>{t("slips.open")}<span class="sr-only">, {day}</span></ButtonLink>
            <Button look="plain" onClick={() => setSure(true)}>{t("slips.mistake")}</Button>
          </div>
        )}
      </div>
      {sure && (
        <Confirm
          title={t("slips.mistake_title")} text={t("slips.mistake_text")} yes={t("slips.mistake")}
          onYes={() => void mark(true)} onNo={() => setSure(false)}
        />
      )}
    </Card>
  );
}

function seenBy({ shared_with, reader }: SlipNow): string {
  if (shared_with !== "primary") return t(`seen.${shared_with}`);
  return reader?.reads ? t("seen.person", { name: reader.name }) : t("seen.nobody");
}

/** Whoever was chosen by name reads it, and nobody in their place: so the client is asked again. */
function NewCounselor({ slip: { reader }, href }: { slip: SlipNow; href: string }) {
  return (
    <Notice>
      <p>{reader ? t(reader.reads ? "who.reads_still" : "who.has_left", { name: reader.name }) : t("who.nobody")}</p>
      <a href={href}>{t("who.choose")}</a>
    </Notice>
  );
}

function Written({ slip }: { slip: SlipNow }) {
  const parts = PARTS.filter((part) => slip[part]);
  if (parts.length === 0) return <p class="muted">{t("slips.nothing")}</p>;
  return (
    <dl class="days-written">
      {parts.map((part) => (
        <div key={part}>
          <dt>{t(`note.${part}`)}</dt>
          <dd>{slip[part]}</dd>
        </div>
      ))}
    </dl>
  );
}
