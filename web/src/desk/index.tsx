import type { ComponentType } from "preact";
import { Route, Router, useRoute } from "preact-iso";
import { useLayoutEffect } from "preact/hooks";
import { me } from "../person.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { AdministratorHome } from "./centre/AdministratorHome.tsx";
import { CalendarPage } from "./calendar/CalendarPage.tsx";
import { CarePage } from "./care/CarePage.tsx";
import { WishesPage } from "./care/WishesPage.tsx";
import { AftercarePage } from "./aftercare/AftercarePage.tsx";
import { ContactsPage } from "./aftercare/ContactsPage.tsx";
import { CentrePage } from "./centre/CentrePage.tsx";
import { ReviewDesk } from "./check_ins/ReviewDesk.tsx";
import { Clients } from "./clients/Clients.tsx";
import "./desk.css";
import { DutyPage } from "./duty/DutyPage.tsx";
import { FormsPage } from "./forms/FormsPage.tsx";
import { BriefPage } from "./brief/BriefPage.tsx";
import { CardPage } from "./safety_plan/CardPage.tsx";
import { HoursPage } from "./hours/HoursPage.tsx";
import { InboxPage } from "./inbox/InboxPage.tsx";
import { ClientModulesPage } from "./learning/ClientModulesPage.tsx";
import { CurriculumPage } from "./learning/CurriculumPage.tsx";
import { ModulePage } from "./learning/ModulePage.tsx";
import { UploadPage } from "./learning/UploadPage.tsx";
import { MedicationPage } from "./medications/MedicationPage.tsx";
import { IntegrationsPage } from "./monitoring/IntegrationsPage.tsx";
import { MonitoringPage } from "./monitoring/MonitoringPage.tsx";
import { MeetingsPage } from "./mutual_help/MeetingsPage.tsx";
import { NeedsPage } from "./needs/NeedsPage.tsx";
import { PointsPage } from "./rewards/PointsPage.tsx";
import { BoardsPage } from "./boards/BoardsPage.tsx";
import { ReturnsPage } from "./returns/ReturnsPage.tsx";
import { RewardsPage } from "./rewards/RewardsPage.tsx";
import { WaitingPage } from "./rewards/WaitingPage.tsx";
import { PlanPage } from "./plan/PlanPage.tsx";
import { ProgrammesPage } from "./programmes/ProgrammesPage.tsx";
import { Sessions } from "./sessions/Sessions.tsx";
import { Staff } from "./staff/Staff.tsx";
import { isAdministrator, isProvider } from "./ui/roles.ts";
import { t } from "./words/index.ts";

/** The half for counselors and administrators, loaded only by them. Nothing of it is kept on the device. */
export default function Desk() {
  useLayoutEffect(() => {
    document.documentElement.classList.add("at-desk");
    return () => document.documentElement.classList.remove("at-desk");
  }, []);
  if (me().home !== "desk") return <Elsewhere />;
  return (
    <Router>
      <Route path="/" component={Start} />
      <Route path="/check-ins/:client/:id" component={Start} />
      <Route path="/clients" component={PAGES.clients} />
      <Route path="/clients/:id" component={PAGES.clients} />
      <Route path="/clients/:id/plan" component={PAGES.plan} />
      <Route path="/clients/:id/care" component={PAGES.care} />
      <Route path="/clients/:id/answers" component={PAGES.forms} />
      <Route path="/clients/:id/brief" component={PAGES.brief} />
      <Route path="/clients/:id/card" component={PAGES.card} />
      <Route path="/clients/:id/modules" component={PAGES.modules} />
      <Route path="/clients/:id/medication" component={PAGES.medication} />
      <Route path="/clients/:id/monitoring" component={PAGES.monitoring} />
      <Route path="/clients/:id/meetings" component={PAGES.meetings} />
      <Route path="/clients/:id/contact" component={PAGES.contact} />
      <Route path="/contacts" component={PAGES.contacts} />
      <Route path="/clients/:id/points" component={PAGES.points} />
      <Route path="/prizes" component={PAGES.prizes} />
      <Route path="/clients/:id/needs" component={PAGES.needs} />
      <Route path="/curriculum" component={CurriculumPage} />
      <Route path="/curriculum/new" component={UploadPage} />
      <Route path="/curriculum/:key" component={ModulePage} />
      <Route path="/duty" component={PAGES.duty} />
      <Route path="/calendar" component={CalendarPage} />
      <Route path="/calendar/:id" component={CalendarPage} />
      <Route path="/hours" component={PAGES.hours} />
      <Route path="/inbox" component={InboxPage} />
      <Route path="/boards" component={BoardsPage} />
      <Route path="/returns" component={ReturnsPage} />
      <Route path="/wishes" component={WishesPage} />
      <Route path="/programmes" component={PAGES.programmes} />
      <Route path="/programmes/:id" component={PAGES.programmes} />
      <Route path="/programmes/:id/points" component={PAGES.rewards} />
      <Route path="/sessions" component={Sessions} />
      <Route path="/sessions/:id" component={Sessions} />
      <Route path="/staff" component={PAGES.staff} />
      <Route path="/staff/:id" component={PAGES.staff} />
      <Route path="/integrations" component={PAGES.integrations} />
      <Route path="/centre" component={PAGES.centre} />
      <Route default component={Elsewhere} />
    </Router>
  );
}

const PAGES = {
  clients: only(isProvider, Clients),
  plan: ofOne(PlanPage),
  care: ofOne(CarePage),
  forms: ofOne(FormsPage),
  brief: ofOne(BriefPage),
  card: ofOne(CardPage),
  modules: ofOne(ClientModulesPage),
  medication: ofOne(MedicationPage),
  monitoring: ofOne(MonitoringPage),
  meetings: ofOne(MeetingsPage),
  contact: ofOne(AftercarePage),
  contacts: only(isProvider, ContactsPage),
  points: ofOne(PointsPage),
  prizes: only(isProvider, WaitingPage),
  needs: ofOne(NeedsPage),
  duty: DutyPage,
  hours: only(isProvider, HoursPage),
  programmes: only(isAdministrator, ProgrammesPage),
  rewards: only(isAdministrator, RewardsPage),
  staff: only(isAdministrator, Staff),
  integrations: only(isAdministrator, IntegrationsPage),
  centre: only(isAdministrator, CentrePage),
};

function Start() {
  return isProvider() ? <ReviewDesk /> : <AdministratorHome />;
}

/** Spares whoever may not a refusal; the server refuses in any case. */
function only(may: () => boolean, Page: ComponentType): ComponentType {
  return function Only() {
    return may() ? <Page /> : <Elsewhere />;
  };
}

/** A page about one client: nothing of it, neither typed words nor a late answer, is ever another's. */
function ofOne(Page: ComponentType): ComponentType {
  return only(isProvider, function OfOne() {
    return <Page key={useRoute().params["id"]} />;
  });
}

function Elsewhere() {
  return (
    <Screen title={t("elsewhere.title")} nav={null}>
      <p>{t("elsewhere.text")}</p>
      <ButtonLink href="/">{t("elsewhere.go")}</ButtonLink>
    </Screen>
  );
}
