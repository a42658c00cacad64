import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { Brief, ReviewForm } from "../../api/review.ts";
import type { Day } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayAndTime, dayOf, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { t as desk } from "../words/index.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { dayAndYear } from "../ui/dates.ts";
import "./brief.css";
import { Coping } from "./Coping.tsx";
import { t } from "./words.ts";

/** One page to read, or to print, before a session with a client. */
export function BriefPage() {
  const id = useRoute().params["id"] ?? "";
  const brief = useFetched(() => call("GET /api/clients/{client_id}/session-brief", { path: { client_id: id } }), [id]);
  return (
    <Screen title={t("title")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={brief}>{(value) => <Page brief={value} />}</Loaded>
    </Screen>
  );
}

function Page({ brief }: { brief: Brief }) {
  const zone = me().time_zone;
  const at = (instant: string) => dayAndTime(instant, zone);
  return (
    <article class="brief" aria-label={t("title")}>
      <header class="brief-head">
        <div>
          <h2>{brief.client.shown_name}</h2>
          <p class="small">{[brief.programme, brief.level].filter(Boolean).join(", ")}</p>
        </div>
        <div class="brief-made small">
          <p>{t("made", { when: `${dayAndYear(dayOf(new Date(brief.printed_at), zone))}, ${at(brief.printed_at)}`, name: brief.printed_by })}</p>
          <p><strong>{t("confidential")}</strong></p>
        </div>
        <span class="brief-print"><Button look="quiet" onClick={() => print()}>{t("print")}</Button></span>
      </header>
      <p>
        {brief.since_session ? t("since_with", { when: at(brief.since_session.starts_at), count: Math.max(0, brief.since_days - 1) }) : `${t("no_session")} ${t("since", { count: brief.since_days })}`}.
        {" "}{brief.next_session ? `${t("next", { when: at(brief.next_session.starts_at) })}.` : t("no_next")}
        {" "}{sessionsOf(brief)}
      </p>
      <div class="brief-parts">
        <Part title={t("pressing")}><PressingList brief={brief} /></Part>
        <Part title={t("changed")}>
          {brief.changed.length === 0 ? <p>{t("changed.none")}</p> : <ul>{brief.changed.map((said) => <li key={said}>{said}</li>)}</ul>}
        </Part>
        <Part title={t("feelings")}><FeelingsList brief={brief} /></Part>
        <Part title={t("use")}><UseList brief={brief} /></Part>
        <Part title={t("groups")}><Groups brief={brief} /></Part>
        <Part title={t("forms")}><FormList brief={brief} /></Part>
        <Part title={t("plan")}><Coping brief={brief} /></Part>
        <Part title={t("notes")}><div class="brief-lines" aria-hidden="true" /></Part>
      </div>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return <section class="brief-part"><h3>{title}</h3>{children}</section>;
}

function sessionsOf({ sessions_since }: Brief): string {
  const kinds = ["attended", "late", "missed", "excused", "open"] as const;
  const what = kinds.flatMap((kind) => (sessions_since[kind] ? [t(`count.${kind}`, { count: sessions_since[kind] })] : []));
  return what.length > 0 ? `${t("sessions", { what: what.join(", ") })}.` : t("sessions.none");
}

function PressingList({ brief }: { brief: Brief }) {
  const zone = me().time_zone;
  if (brief.pressing.length === 0 && brief.unflagged === 0) return <p>{t("pressing.none")}</p>;
  return (
    <ul>
      {brief.pressing.map((one) => (
        <li key={one.opened_at + one.kind}>
          <strong>{t(`kind.${one.kind}`)}</strong>{one.reasons.length > 0 && `: ${one.reasons.join(". ")}`}
          <span class="muted"> ({t(one.overdue ? "pressing.late" : "pressing.due", { when: dayAndTime(one.due_at, zone) })}{one.owner && `, ${one.owner}`})</span>
        </li>
      ))}
      {brief.unflagged > 0 && <li>{t("pressing.others", { count: brief.unflagged })}</li>}
    </ul>
  );
}

function FeelingsList({ brief: { feelings } }: { brief: Brief }) {
  const halt = Object.entries(feelings.halt) as [keyof typeof feelings.halt, number][];
  return (
    <>
      <dl class="brief-facts">
        {(["mood", "craving", "sleep"] as const).map((scale) => (
          <div key={scale}><dt>{t(`feelings.${scale}`)}</dt><dd>{meanOf(feelings[scale], feelings[`${scale}_before`])}</dd></div>
        ))}
      </dl>
      <p class="small muted">{t("feelings.answered", { count: feelings.answered, of: feelings.days })}</p>
      {halt.length > 0 && <p>{t("feelings.halt", { what: halt.map(([state, count]) => t("feelings.times", { what: shared(`trigger.${state}`), count })).join(", ") })}</p>}
      {feelings.lines.map((line) => <p key={line.on_day + line.text} class="small"><span class="muted">{shortDay(line.on_day, dayOf(new Date(), me().time_zone))}</span> <q>{line.text}</q></p>)}
    </>
  );
}

function meanOf(now: number | null, before: number | null): string {
  if (now === null) return t("feelings.none");
  return before === null ? t("feelings.mean_now", { now }) : t("feelings.mean", { now, before });
}

function UseList({ brief: { use } }: { brief: Brief }) {
  const today = dayOf(new Date(), me().time_zone);
  const days = (found: Day[]) => found.map((day) => shortDay(day, today)).join(", ");
  const kinds = (["may_use", "yes", "rather_not_say"] as const).filter((kind) => use[kind].length > 0);
  if (use.answered === 0) return <p>{t("use.unknown")}</p>;
  if (kinds.length === 0) return <p>{t("use.none", { count: use.answered })}</p>;
  return <ul>{kinds.map((kind) => <li key={kind}>{t(`use.${kind}`, { days: days(use[kind]) })}</li>)}</ul>;
}

function Groups({ brief }: { brief: Brief }) {
  const zone = me().time_zone;
  return (
    <>
      {brief.reactions.length === 0 && <p>{t("groups.none")}</p>}
      <ul>
        {brief.reactions.map((one) => (
          <li key={one.starts_at}>
            <strong>{one.title}</strong>, {dayAndTime(one.starts_at, zone)}: {desk(`attendance.${one.attendance ?? "none"}`)}.{" "}
            {one.mood === null ? t("groups.nothing") : t("groups.day", { mood: one.mood, craving: one.craving ?? "–", difficulty: one.difficulty ?? "–" })}
            {one.line && <> <q>{one.line}</q></>}
          </li>
        ))}
      </ul>
      <p class="small muted">{t("groups.private")}</p>
    </>
  );
}

function FormList({ brief }: { brief: Brief }) {
  if (brief.forms.length === 0) return <p>{t("forms.none")}</p>;
  return (
    <ul>
      {brief.forms.map((form, place) => (
        <li key={`${form.instrument} ${place}`}>
          <strong>{form.name}</strong>{": "}
          {form.not_scored ?? sumsOf(form)}
        </li>
      ))}
    </ul>
  );
}

function sumsOf(form: ReviewForm): string {
  const sums = Object.entries(form.scores).map(([key, value]) => `${form.names[key] ?? key} ${value}${form.bands[key] ? ` (${form.bands[key]})` : ""}`);
  return sums.length > 0 ? sums.join("; ") : t("forms.items");
}
