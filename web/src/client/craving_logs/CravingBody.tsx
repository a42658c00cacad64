import { useEffect, useState } from "preact/hooks";
import type { CravingContent } from "../../api/cravings.ts";
import { t as shared } from "../../i18n/more.ts";
import { announce } from "../../ui/Live.tsx";
import "./details.css";
import { WhoLooks } from "../check_ins/WhoLooks.tsx";
import type { ShownCraving } from "../entries/merge.ts";
import { ChangeCraving } from "./ChangeCraving.tsx";
import { takeBackCorrection } from "./correcting.ts";
import { whole } from "./content.ts";
import { sayDid } from "./skills.ts";
import { t } from "./words.ts";

/** A craving as lines of text: the number first, then whatever else was said. */
export function linesOf(content: CravingContent): string[] {
  const { intensity, triggers, place, company, did, outcome, may_use, note } = whole(content);
  const around = [place && t(`place.${place}`), ...company.map((one) => t(`company.${one}`))].filter(Boolean).join(", ");
  const lines = [
    [shared("of_ten", { count: intensity }), ...(may_use ? [t("may_use")] : [])].join(" · "),
    triggers.map((one) => shared(`trigger.${one}`)).join(", "),
    around,
    did.length > 0 ? `${t("did")}: ${did.map(sayDid).join(", ")}` : "",
    outcome ? `${t("outcome")}: ${t(`outcome.${outcome}`)}` : "",
    note ?? "",
  ];
  return lines.filter((line) => line !== "");
}

export function CravingBody({ entry }: { entry: ShownCraving }) {
  return <Said content={entry.body} ratings={entry.ratings} />;
}

function Said({ content, ratings = [] }: { content: CravingContent; ratings?: ShownCraving["ratings"] }) {
  const note = content.note;
  const [first, ...rest] = linesOf({ ...content, note: null });
  const course = [...ratings].sort((a, b) => a.minutes - b.minutes).map((one) => t(one.minutes === 0 ? "entry.rating_soon" : "entry.rating", { count: one.intensity, minutes: one.minutes }));
  return (
    <>
      <p><strong>{first}</strong></p>
      {rest.map((line, index) => <p key={index} class="small">{line}</p>)}
      {course.length > 0 && <p class="small">{t("entry.went_on", { ratings: course.join(" · ") })}</p>}
      {note && <p class="note">{note}</p>}
    </>
  );
}

/** Who looks at it, what it said first, and the way to change it. */
export function CravingLater({ entry }: { entry: ShownCraving }) {
  const [changing, setChanging] = useState(false);
  const [made, setMade] = useState<{ id: string; mayUndo: boolean } | null>(null);
  useEffect(() => {
    // After that it has gone, and a second change is the way back.
    const timer = made ? setTimeout(() => setMade(null), 15_000) : undefined;
    return () => clearTimeout(timer);
  }, [made]);
  async function undo(id: string): Promise<void> {
    if (await takeBackCorrection(id)) announce(t("entry.undone"));
    setMade(null);
  }
  return (
    <>
      {entry.response && <WhoLooks response={entry.response} promise={null} urgency={entry.response.urgency} />}
      {entry.original && (
        <details class="small">
          <summary>{t("entry.changed")} · {t("entry.original")}</summary>
          <div class="stack-s original"><Said content={entry.original} /></div>
        </details>
      )}
      {made && (
        <div class="saved-line" role="status">
          <span class="saved-word">{t("entry.saved")}</span>
          {made.mayUndo && <button type="button" class="icon-button" onClick={() => void undo(made.id)}>{shared("undo")}</button>}
        </div>
      )}
      {entry.state !== "refused" && !made && (
        <div class="entry-change"><button type="button" class="icon-button" onClick={() => setChanging(true)}>{t("entry.change")}</button></div>
      )}
      {changing && (
        <ChangeCraving
          entry={entry} onClose={() => setChanging(false)}
          onSaved={(id, mayUndo) => {
            setChanging(false);
            setMade({ id, mayUndo });
          }}
        />
      )}
    </>
  );
}
