import type { ComponentType } from "preact";
import { lazy, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import type { Me as Person } from "./api/types.ts";
import { Help, loadHelp } from "./client/help/Help.tsx";
import { SignIn } from "./client/people/SignIn.tsx";
import { FromNotification } from "./client/reminders/FromNotification.tsx";
import { Today } from "./client/today/Today.tsx";
import { t } from "./i18n/core.ts";
import { wordsReady } from "./i18n/index.ts";
import { who } from "./person.ts";
import { Banners } from "./ui/Banners.tsx";
import { Button, ButtonLink } from "./ui/Button.tsx";
import { Careful } from "./ui/Careful.tsx";
import { Cover } from "./ui/Cover.tsx";
import { Live } from "./ui/Live.tsx";
import { Screen } from "./ui/Screen.tsx";

// What a bad moment asks for is in the first file; the rest comes when wanted, or when there is time.
const Desk = later(() => import("./desk/index.tsx"));
const Relative = later(() => import("./relative/index.tsx"));
const Welcome = later(() => import("./relative/Welcome.tsx"));
const Connect = later(() => import("./client/family/Connect.tsx"));
const CheckIn = later(() => import("./client/check_ins/CheckIn.tsx"));
const Entries = later(() => import("./client/entries/Entries.tsx"));
const Join = later(() => import("./client/people/Join.tsx"));
const Setup = later(() => import("./client/people/Setup.tsx"));
const Install = later(() => import("./client/install/Install.tsx"));
const Calendar = later(() => import("./client/calendar/Calendar.tsx"));
const SessionPage = later(() => import("./client/calendar/SessionPage.tsx"));
const Feeds = later(() => import("./client/calendar/Feeds.tsx"));
const Book = later(() => import("./client/booking/Book.tsx"));
const AwayPage = later(() => import("./client/booking/AwayPage.tsx"));
const RideScreen = later(() => import("./client/craving_logs/RideScreen.tsx"));
const Patterns = later(() => import("./client/craving_logs/Patterns.tsx"));
const SafetyPlan = later(() => import("./client/safety_plan/SafetyPlan.tsx"));
const Milestones = later(() => import("./client/milestones/Milestones.tsx"));
const Plan = later(() => import("./client/plan/Plan.tsx"));
const Around = later(() => import("./client/around/Around.tsx"));
const Taking = later(() => import("./client/medications/Taking.tsx"));
const Results = later(() => import("./client/monitoring/Results.tsx"));
const Meetings = later(() => import("./client/mutual_help/Meetings.tsx"));
const Points = later(() => import("./client/rewards/Points.tsx"));
const Needs = later(() => import("./client/needs/Needs.tsx"));
const Contact = later(() => import("./client/contact/Contact.tsx"));
const OpenDoor = later(() => import("./client/open/OpenDoor.tsx"));
const SharingScreen = later(() => import("./client/sharing/Sharing.tsx"));
const OneRecipient = later(() => import("./client/sharing/OneRecipient.tsx"));
const Team = later(() => import("./client/team/Team.tsx"));
const Cards = later(() => import("./client/learning/cards/CardsScreen.tsx"));
const Mine = later(() => import("./client/learning/ReflectionsScreen.tsx"));
const Shelf = later(() => import("./client/learning/Shelf.tsx"));
const ModulePage = later(() => import("./client/learning/ModulePage.tsx"));
const Inbox = later(() => import("./client/notices/Inbox.tsx"));
const Reminders = later(() => import("./client/reminders/Reminders.tsx"));
const ReminderSettings = later(() => import("./client/reminders/Settings.tsx"));
const Me = later(() => import("./client/people/Me.tsx"));
const Passphrase = later(() => import("./client/people/Passphrase.tsx"));
const SignIns = later(() => import("./client/people/SignIns.tsx"));
const RecordAccess = later(() => import("./client/people/RecordAccess.tsx"));

/** Fetches the two screens that are opened most while nobody waits for anything. */
export function warmUp(): void {
  void loadHelp();
  if (!navigator.onLine) return;
  setTimeout(() => {
    void import("./client/check_ins/CheckIn.tsx").catch(() => undefined);
    void import("./client/entries/Entries.tsx").catch(() => undefined);
  }, 1500);
}

function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  return lazy(async () => {
    // Where the file could not be had, the loader has said so already and gives nothing.
    const screen: { default: ComponentType<P> } | undefined = await load().catch(() => undefined);
    await wordsReady();
    return screen ?? { default: PartMissing };
  });
}

/** Asks whoever is signed out to sign in first, and then shows what they came for. */
function signedIn<P extends object>(Wanted: ComponentType<P>): ComponentType<P> {
  return function SignedIn(props: P) {
    if (who.value.state === "starting") return null;
    return who.value.state === "in" ? <Wanted {...props} /> : <SignIn />;
  };
}

/** The phone half is for clients; whoever else lands there is led to their own. */
function forClients<P extends object>(Wanted: ComponentType<P>, ...others: Person["home"][]): ComponentType<P> {
  return signedIn(function ForClients(props: P) {
    return who.value.state === "in" && !["client", ...others].includes(who.value.me.home) ? <Home /> : <Wanted {...props} />;
  });
}

const ROUTES = {
  home: signedIn(Home),
  desk: signedIn(Desk),
  family: signedIn(Relative),
  connect: forClients(Connect),
  checkIn: forClients(CheckIn),
  entries: forClients(Entries),
  session: forClients(SessionPage),
  calendar: forClients(Calendar),
  feeds: signedIn(Feeds),
  book: forClients(Book),
  away: forClients(AwayPage),
  wave: forClients(RideScreen),
  patterns: forClients(Patterns),
  safetyPlan: forClients(SafetyPlan),
  milestones: forClients(Milestones),
  plan: forClients(Plan),
  around: forClients(Around),
  taking: forClients(Taking),
  results: forClients(Results),
  meetings: forClients(Meetings),
  points: forClients(Points),
  needs: forClients(Needs),
  contact: forClients(Contact),
  openDoor: forClients(OpenDoor),
  sharing: forClients(SharingScreen),
  oneRecipient: forClients(OneRecipient),
  team: forClients(Team),
  cards: forClients(Cards),
  mine: forClients(Mine),
  shelf: forClients(Shelf, "relative"),
  module: forClients(ModulePage, "relative"),
  inbox: signedIn(Inbox),
  reminders: signedIn(Reminders),
  reminderSettings: signedIn(ReminderSettings),
  fromNotification: signedIn(FromNotification),
  me: signedIn(Me),
  passphrase: signedIn(Passphrase),
  signIns: signedIn(SignIns),
  recordAccess: forClients(RecordAccess),
};

export function App() {
  return (
    <LocationProvider>
      <Banners />
      <Careful>
        <Router>
          <Route path="/" component={ROUTES.home} />
          <Route path="/sign-in" component={ROUTES.home} />
          <Route path="/join" component={Join} />
          <Route path="/welcome" component={Welcome} />
          <Route path="/setup" component={Setup} />
          <Route path="/help" component={Help} />
          <Route path="/install" component={Install} />
          <Route path="/check-in" component={ROUTES.checkIn} />
          <Route path="/entries" component={ROUTES.entries} />
          <Route path="/sessions/:id" component={ROUTES.session} />
          <Route path="/calendar" component={ROUTES.calendar} />
          <Route path="/calendar/subscribe" component={ROUTES.feeds} />
          <Route path="/book" component={ROUTES.book} />
          <Route path="/away" component={ROUTES.away} />
          <Route path="/wave" component={ROUTES.wave} />
          <Route path="/entries/patterns" component={ROUTES.patterns} />
          <Route path="/card" component={ROUTES.safetyPlan} />
          <Route path="/days" component={ROUTES.milestones} />
          <Route path="/plan" component={ROUTES.plan} />
          <Route path="/around" component={ROUTES.around} />
          <Route path="/taking" component={ROUTES.taking} />
          <Route path="/results" component={ROUTES.results} />
          <Route path="/meetings" component={ROUTES.meetings} />
          <Route path="/points" component={ROUTES.points} />
          <Route path="/needs" component={ROUTES.needs} />
          <Route path="/contact" component={ROUTES.contact} />
          <Route path="/open" component={ROUTES.openDoor} />
          <Route path="/sharing" component={ROUTES.sharing} />
          <Route path="/sharing/:id" component={ROUTES.oneRecipient} />
          <Route path="/team" component={ROUTES.team} />
          <Route path="/sharing/:id/link" component={ROUTES.connect} />
          <Route path="/read/cards" component={ROUTES.cards} />
          <Route path="/read/mine" component={ROUTES.mine} />
          <Route path="/read" component={ROUTES.shelf} />
          <Route path="/read/:key" component={ROUTES.module} />
          <Route path="/inbox" component={ROUTES.inbox} />
          <Route path="/reminders" component={ROUTES.reminders} />
          <Route path="/reminders/settings" component={ROUTES.reminderSettings} />
          <Route path="/r/:id" component={ROUTES.fromNotification} />
          <Route path="/me" component={ROUTES.me} />
          <Route path="/me/passphrase" component={ROUTES.passphrase} />
          <Route path="/me/sign-ins" component={ROUTES.signIns} />
          <Route path="/me/access" component={ROUTES.recordAccess} />
          <Route path="/desk" component={ROUTES.desk} />
          <Route path="/desk/*" component={ROUTES.desk} />
          <Route path="/family" component={ROUTES.family} />
          <Route path="/family/*" component={ROUTES.family} />
          <Route default component={NotFound} />
        </Router>
      </Careful>
      <Live />
      <Cover />
    </LocationProvider>
  );
}

const HOMES = { client: null, desk: "/desk", relative: "/family" } as const;

function Home() {
  const { route } = useLocation();
  const elsewhere = who.value.state === "in" ? HOMES[who.value.me.home] : null;
  useEffect(() => {
    if (elsewhere) route(elsewhere, true);
  }, [elsewhere]);
  return elsewhere ? null : <Today />;
}

function PartMissing() {
  return (
    <Screen title={t("app.name")}>
      <p>{t("part.missing")}</p>
      <Button onClick={() => location.reload()}>{t("try_again")}</Button>
    </Screen>
  );
}

function NotFound() {
  return (
    <Screen title={t("not_found.title")}>
      <p>{t("not_found.text")}</p>
      <ButtonLink href="/">{t("home")}</ButtonLink>
    </Screen>
  );
}
