import type { CravingContent } from "../../api/cravings.ts";
import { sayDid } from "../../client/craving_logs/skills.ts";
import { t as said } from "../../client/craving_logs/words.ts";
import { t as shared } from "../../i18n/core.ts";
import { type Translated, type Words, words } from "../../i18n/index.ts";
import type { LoggedCraving } from "./summary.ts";

const en = {
  may_use: "Said: I may use",
  did: "Did: {what}",
  outcome: "Outcome: “{what}”",
  ratings: "Rated again: {list}",
  rating: "{count} after {minutes} min",
  changed: "The client added to this or changed it later. Before:",
} satisfies Words;
const es: Translated<typeof en> = {
  may_use: "Dijo: puede que consuma",
  did: "Hizo: {what}",
  outcome: "Cómo siguió: “{what}”",
  ratings: "Lo anotó de nuevo: {list}",
  rating: "{count} a los {minutes} min",
  changed: "Lo completó o cambió después. Antes:",
};
const t = words(en, es);

/** Where, with whom, what the client did, how it went on, and what they had said before a change. */
export function CravingMore({ log }: { log: LoggedCraving }) {
  const ratings = log.ratings.map((one) => t("rating", { count: one.intensity, minutes: one.minutes })).join(", ");
  return (
    <>
      {log.may_use && <strong class="desk-craving-line">{t("may_use")}</strong>}
      {linesOf(log).map((line) => <span key={line} class="small desk-craving-line">{line}</span>)}
      {ratings && <span class="small desk-craving-line">{t("ratings", { list: ratings })}</span>}
      {log.original && <Before content={log.original} />}
    </>
  );
}

function Before({ content }: { content: CravingContent }) {
  const triggers = content.triggers.map((one) => shared(`trigger.${one}`)).join(", ");
  const lines = [shared("of_ten", { count: content.intensity }), ...(content.may_use ? [t("may_use")] : []), triggers, ...linesOf(content)];
  return (
    <span class="small muted desk-craving-line">
      {t("changed")} {lines.filter(Boolean).join(" · ")}
      {content.note && <q class="desk-said-line">{content.note}</q>}
    </span>
  );
}

function linesOf({ place, company = [], did = [], outcome }: CravingContent): string[] {
  const around = [...(place ? [said(`place.${place}`)] : []), ...company.map((one) => said(`company.${one}`))].join(", ");
  return [around, did.length > 0 ? t("did", { what: did.map(sayDid).join(", ") }) : "", outcome ? t("outcome", { what: said(`outcome.${outcome}`) }) : ""].filter(Boolean);
}
