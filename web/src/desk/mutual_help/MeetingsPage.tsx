import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Attended, AttendedList } from "../../api/mutual_help.ts";
import { t as names } from "../../client/mutual_help/words.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { addDays, dayAndTime, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import "./mutual-help.css";
import { t } from "./words.ts";

const WEEKS = 8;

/** On which days a client was at a meeting, and what they add as proof. Which group stays with them unless they show it. */
export function MeetingsPage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const attended = useFetched(() => call("GET /api/clients/{client_id}/meetings", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("title", { name }) : client.state === "loading" ? shared("loading") : t("open")} under={t("under")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="mutual_help">
            <Loaded of={attended}>
              {(value) => (
                <div class="help-page">
                  <div class="stack">
                    {/* How the level goes on is for those who give care. */}
                    <Change what="profile"><ThisWeek id={id} name={name} /></Change>
                    <p class="small muted">{t(value.shows_fellowship ? "seen.shown" : "seen.hidden", { name })}</p>
                  </div>
                  <Days id={id} name={name} value={value} of={attended} />
                </div>
              )}
            </Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

/** The sentence of the week's review, so that there is one count wherever it is shown. */
function ThisWeek({ id, name }: { id: string; name: string }) {
  const review = useFetched(() => call("GET /api/clients/{client_id}/level-review", { path: { client_id: id } }), [id]);
  const sentence = review.value?.sentences.find((one) => one.code.startsWith("mutual_help"));
  return (
    <Card>
      <Heading>{t("week.title")}</Heading>
      <Loaded of={review}>{() => <p class="large">{sentence?.text ?? t("week.none")}</p>}</Loaded>
      <p class="small muted">{t("week.how", { name })}</p>
    </Card>
  );
}

type Props = { id: string; name: string; value: AttendedList; of: Resource<AttendedList> };

function Days({ id, name, value, of }: Props) {
  const [shown, setShown] = useState(WEEKS);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const weeks = byWeek(value.items);

  async function look(one: Attended): Promise<void> {
    setBusy(one.id);
    setWrong(null);
    try {
      of.put(await call("PUT /api/clients/{client_id}/meeting-attendances/{id}/look", { path: { client_id: id, id: one.id }, body: {} }));
      announce(t("had.saved", { name }));
    } catch (error) {
      setWrong(sentenceFor(error));
      void of.reload();
    }
    setBusy(null);
  }
  return (
    <Card>
      <Heading>{t("had.title")}</Heading>
      {weeks.length === 0 ? <Empty>{t("had.none", { name })}</Empty> : <p class="muted">{t("had.total", { count: value.items.length })}</p>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {weeks.slice(0, shown).map(([monday, items]) => (
        <section key={monday} class="help-week">
          <div class="spread">
            <h3>{t("had.week", { day: dayAndYear(monday) })}</h3>
            <Tag>{t("had.count", { count: items.length })}</Tag>
          </div>
          <ul>
            {items.map((one) => (
              <li key={one.id}>
                <strong>{longDay(one.on_day)}</strong>
                {value.shows_fellowship && one.fellowship && <span>{names(`f.${one.fellowship}`)}</span>}
                <span class={one.proof ? "help-proof" : "help-proof muted"}>{t("had.proof")}: {one.proof ?? t("had.no_proof")}</span>
                <Looked one={one} busy={busy === one.id} onLook={() => void look(one)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {weeks.length > shown && <Button look="quiet" onClick={() => setShown(shown + WEEKS)}>{t("had.more")}</Button>}
    </Card>
  );
}

function Looked({ one, busy, onLook }: { one: Attended; busy: boolean; onLook: () => void }) {
  if (one.seen_by && one.seen_at) {
    return <span class="small muted">{t("had.looked")}: {t("had.by", { by: one.seen_by, when: dayAndTime(one.seen_at, me().time_zone) })}</span>;
  }
  if (!one.proof) return null;
  return <Change><Button look="quiet" busy={busy} label={t("had.look_at", { day: longDay(one.on_day) })} onClick={onLook}>{t("had.look")}</Button></Change>;
}

/** Weeks from Monday, newest first, as the list comes. */
function byWeek(items: Attended[]): [string, Attended[]][] {
  const found = new Map<string, Attended[]>();
  for (const one of items) {
    const weekday = (new Date(`${one.on_day}T12:00:00Z`).getUTCDay() + 6) % 7;
    const monday = addDays(one.on_day, -weekday);
    found.set(monday, [...(found.get(monday) ?? []), one]);
  }
  return [...found];
}
