import { call } from "../../api/call.ts";
import type { ClientDetail } from "../../api/types.ts";
import { zoneName } from "../../time.ts";
import { useFetched } from "../../ui/resource.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { t as brief } from "../brief/words.ts";
import { t as aftercare } from "../aftercare/words.ts";
import { t as care } from "../care/words.ts";
import { t as learning } from "../learning/words.ts";
import { t as taking } from "../medications/words.ts";
import { t as monitoring } from "../monitoring/words.ts";
import { t as meetings } from "../mutual_help/words.ts";
import { t as points } from "../rewards/words.ts";
import { t as needs } from "../needs/words.ts";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { ReadsOnly } from "../ui/MayChange.tsx";
import { NewLink } from "../ui/NewLink.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { CravingList } from "../weeks/CravingList.tsx";
import { allCravings } from "../weeks/summary.ts";
import { WeeksChart } from "../weeks/WeeksChart.tsx";
import { WrittenList } from "../weeks/WrittenList.tsx";
import { t } from "../words/index.ts";
import { Debriefs } from "./Debriefs.tsx";

/** One client: how the last weeks went, who cares for them, and how they sign in. */
export function ClientPage({ id, waiting }: { id: string; waiting: number }) {
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  return (
    <Loaded of={client}>
      {(value) => (
        <>
          {value.may_change.length === 0 && <ReadsOnly client={value} />}
          <Ways id={id} inCare={value.may_change.includes("profile")} />
          {waiting > 0 && <p><a href="/desk">{t("client.waiting", { count: waiting })}</a></p>}
          {value.joined && <Weeks id={id} zone={value.time_zone} />}
          {value.joined && value.may_change.includes("profile") && <Debriefs id={id} />}
          <About client={value} />
          {value.may_change.includes("profile") && <Link client={value} />}
        </>
      )}
    </Loaded>
  );
}

/** To the plan, and for those who give care to the way and the team: what alumni show is to be read, and no more. */
function Ways({ id, inCare }: { id: string; inCare: boolean }) {
  return (
    <div class="row">
      {inCare && <ButtonLink look="quiet" href={`/desk/clients/${id}/care`}>{care("to_care")}</ButtonLink>}
      <ButtonLink look="quiet" href={`/desk/clients/${id}/plan`}>{care("to_plan")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/answers`}>{brief("answers")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/brief`}>{brief("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/card`}>{brief("card")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/modules`}>{learning("client.open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/medication`}>{taking("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/monitoring`}>{monitoring("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/meetings`}>{meetings("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/contact`}>{aftercare("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/points`}>{points("open")}</ButtonLink>
      <ButtonLink look="quiet" href={`/desk/clients/${id}/needs`}>{needs("open")}</ButtonLink>
    </div>
  );
}

function Weeks({ id, zone }: { id: string; zone: string }) {
  const weeks = useFetched(() => call("GET /api/clients/{id}/weeks", { path: { id }, query: { weeks: 8 } }), [id]);
  return (
    <>
      <Card>
        <Heading>{t("weeks.title")}</Heading>
        <Loaded of={weeks}>{(value) => <WeeksChart weeks={value} zone={zone} />}</Loaded>
      </Card>
      {weeks.value && <CravingList title={t("cravings.title")} none={t("cravings.none_ever")} cravings={allCravings(weeks.value)} zone={zone} shown={5} />}
      {weeks.value && <WrittenList written={weeks.value.written} shown={5} />}
    </>
  );
}

function About({ client }: { client: ClientDetail }) {
  const { shown_name: name, programme, level, phase, time_zone, admitted_on, sign_in_name, team } = client;
  return (
    <Card>
      <Heading>{t("client.about", { name })}</Heading>
      <Facts
        rows={[
          [t("client.programme"), phase === "treatment" && level ? `${programme}, ${level}` : programme],
          [t("client.phase"), care(`phase.${phase}`)],
          [t("client.admitted"), admitted_on && dayAndYear(admitted_on)],
          [t("client.zone"), zoneName(time_zone)],
          [t("client.sign_in_name"), sign_in_name && <code>{sign_in_name}</code>],
          [t("client.team"), team && <ul>{team.map((one) => <li key={one.shown_name}>{memberOf(one)}</li>)}</ul>],
        ]}
      />
    </Card>
  );
}

function memberOf({ shown_name, profession, primary }: NonNullable<ClientDetail["team"]>[number]): string {
  const what = [profession && t(`profession.${profession}`), primary && t("client.primary")].filter(Boolean).join(", ");
  return what ? `${shown_name} (${what})` : shown_name;
}

function Link({ client }: { client: ClientDetail }) {
  return (
    <section class="stack-s">
      {!client.joined && <Notice>{t("client.not_joined_text", { name: client.shown_name })}</Notice>}
      <NewLink
        name={client.shown_name} joined={client.joined}
        make={() => call("POST /api/clients/{id}/invitations", { path: { id: client.id }, body: {} })}
      />
    </section>
  );
}
