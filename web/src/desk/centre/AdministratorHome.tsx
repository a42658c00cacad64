import { call } from "../../api/call.ts";
import type { Centre, StaffMember } from "../../api/types.ts";
import { me } from "../../person.ts";
import { zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, RowLink, Rows } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { t as boards } from "../boards/words.ts";
import { t as returns } from "../returns/words.ts";
import { t } from "../words/index.ts";

/** The first page of somebody who administers the centre and cares for no clients. */
export function AdministratorHome() {
  const staff = useFetched(() => call("GET /api/staff"));
  const centre = useFetched(() => call("GET /api/centre"));
  return (
    <Screen title={t("home.title", { name: me().shown_name })} under={t("home.under")} wide nav={<DeskNav />}>
      <div class="desk-two desk-cards">
        <Card>
          <h2>{t("staff.title")}</h2>
          <Loaded of={staff}>{({ items }) => <StaffSummary staff={items} />}</Loaded>
        </Card>
        <Card>
          <h2>{t("centre.title")}</h2>
          <Loaded of={centre}>{(value) => <CentreSummary centre={value} />}</Loaded>
        </Card>
      </div>
      <Rows label={t("home.more")}>
        <RowLink href="/desk/programmes" text={t("home.programmes")} />
        <RowLink href="/desk/wishes" text={t("home.wishes")} />
        <RowLink href="/desk/boards" text={boards("title")} />
        <RowLink href="/desk/returns" text={returns("title")} detail={returns("under")} />
      </Rows>
    </Screen>
  );
}

function StaffSummary({ staff }: { staff: StaffMember[] }) {
  const here = staff.filter((one) => !one.disabled);
  const away = here.filter((one) => !one.joined).length;
  return (
    <>
      <p class="large">{t("home.staff", { count: here.length })}</p>
      <p>{here.length === 1 ? t("home.only_you") : away > 0 ? t("home.not_joined", { count: away }) : t("home.all_joined")}</p>
      <div class="row">
        <ButtonLink href="/desk/staff/new" icon="plus">{t("staff.new")}</ButtonLink>
        <ButtonLink href="/desk/staff" look="quiet">{t("home.open_staff")}</ButtonLink>
      </div>
    </>
  );
}

function CentreSummary({ centre }: { centre: Centre }) {
  return (
    <>
      <Facts
        rows={[
          [t("centre.name"), centre.name],
          [t("centre.phone"), centre.phone ?? <span class="desk-warn-words">{t("home.no_phone")}</span>],
          [t("centre.hours"), centre.hours],
          [t("centre.zone"), zoneName(centre.time_zone)],
        ]}
      />
      <div><ButtonLink href="/desk/centre" look="quiet">{t("home.open_centre")}</ButtonLink></div>
    </>
  );
}
