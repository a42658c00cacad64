import type { AftercareEndpoints } from "./aftercare.ts";
import type { BoardEndpoints } from "./boards.ts";
import type { BookingEndpoints } from "./booking.ts";
import type { CalendarEndpoints } from "./calendar.ts";
import type { CravingsEndpoints } from "./cravings.ts";
import type { EpisodesEndpoints } from "./episodes.ts";
import type { FamilyEndpoints } from "./family.ts";
import type { FeedsEndpoints } from "./feeds.ts";
import type { FormsEndpoints } from "./forms.ts";
import type { LearningEndpoints } from "./learning.ts";
import type { LearningDeskEndpoints } from "./learning_desk.ts";
import type { LevelsEndpoints } from "./levels.ts";
import type { MedicationsEndpoints } from "./medications.ts";
import type { MilestonesEndpoints } from "./milestones.ts";
import type { MonitoringEndpoints } from "./monitoring.ts";
import type { MutualHelpEndpoints } from "./mutual_help.ts";
import type { OpenDoorEndpoints } from "./open_door.ts";
import type { RewardsEndpoints } from "./rewards.ts";
import type { NeedsEndpoints } from "./needs.ts";
import type { SharingEndpoints } from "./sharing.ts";
import type { NoticesEndpoints } from "./notices.ts";
import type { PlanEndpoints } from "./plan.ts";
import type { ProgramsEndpoints } from "./programs.ts";
import type { ResponseEndpoints } from "./response.ts";
import type { ReviewEndpoints } from "./review.ts";
import type { SafetyEndpoints } from "./safety.ts";
import type * as T from "./types.ts";

type Empty = Record<string, never>;
type Passphrase = { passphrase: string };

type Core = {
  "GET /api/start": { answer: T.Start };
  "POST /api/setup": {
    body: Passphrase & { token: string; centre_name: string; centre_phone: string | null; time_zone: string; name: string };
    answer: T.Me;
  };
  "POST /api/sign-ins": { body: Passphrase & { sign_in_name: string }; answer: T.Me };
  "POST /api/invitation-previews": { body: { token: string }; answer: T.InvitationPreview };
  "POST /api/invitation-acceptances": {
    body: Passphrase & { token: string; shown_name?: string; language: T.Language; time_zone: string };
    answer: T.Me;
  };

  "GET /api/me": { answer: T.Me };
  "PATCH /api/me": { body: { shown_name?: string; language?: T.Language; time_zone?: string }; answer: T.Me };
  "PUT /api/me/passphrase": { body: { current: string; new: string }; answer: null };
  "GET /api/sign-ins": { answer: T.Items<T.SignIn> };
  "DELETE /api/sign-ins/{id}": { answer: null };
  "PUT /api/push-subscriptions/{id}": {
    body: { endpoint: string; p256dh: string; auth: string; vapid_key: string };
    answer: T.PushSubscriptionRow;
  };
  "DELETE /api/push-subscriptions/{id}": { answer: null };
  "POST /api/push-subscriptions/{id}/tests": { body: Empty; answer: { reminder_id: string } };
  "GET /api/reminders": { answer: T.Items<T.Reminder> };
  "PUT /api/reminders/{id}/acknowledgement": { body: Empty; answer: null };
  "GET /api/reminder-settings": { answer: T.ReminderSettings };
  "PUT /api/reminder-settings": { body: T.ReminderChoices; answer: T.ReminderSettings };

  "GET /api/today": { answer: T.Today };
  "PUT /api/check-ins/{id}/review-seen": { body: Empty; answer: null };
  "GET /api/record-access": { answer: T.Items<T.RecordAccess> };

  "GET /api/clients": { answer: T.Items<T.ClientRow> };
  "POST /api/clients": {
    body: { name: string; programme_id: string; time_zone: string; language: T.Language };
    answer: T.ClientCreated;
  };
  "POST /api/clients/{id}/invitations": { body: Empty; answer: T.Invitation };
  "GET /api/clients/{id}": { answer: T.ClientDetail };
  "GET /api/clients/{id}/weeks": { answer: T.ClientWeeks };
  "GET /api/programs": { answer: T.Items<T.Programme> };
  "GET /api/appointment-series": { answer: T.Items<T.Series> };
  "POST /api/appointment-series": { body: T.SeriesWritten; answer: T.Series };
  "PUT /api/appointment-series/{id}/participants/{client_id}": { body: Empty; answer: null };
  "DELETE /api/appointment-series/{id}/participants/{client_id}": { answer: null };

  "GET /api/staff": { answer: T.Items<T.StaffMember> };
  "POST /api/staff": {
    body: { name: string; profession: T.Profession; administrator: boolean; language: T.Language };
    answer: { person: T.StaffMember; invitation: T.Invitation };
  };
  "POST /api/staff/{id}/invitations": { body: Empty; answer: T.Invitation };
  "PUT /api/staff/{id}/closure": { body: Empty; answer: null };
  "GET /api/centre": { answer: T.Centre };
  "PUT /api/centre": { body: T.Centre; answer: T.Centre };

};

/** Every request the front end makes: what is sent and what comes back. */
export type Endpoints = Core
  & ProgramsEndpoints
  & EpisodesEndpoints
  & PlanEndpoints
  & CalendarEndpoints
  & BookingEndpoints
  & NoticesEndpoints
  & MedicationsEndpoints
  & FamilyEndpoints & FeedsEndpoints
  & LearningDeskEndpoints
  & LevelsEndpoints
  & FormsEndpoints
  & ResponseEndpoints
  & ReviewEndpoints
  & CravingsEndpoints
  & SafetyEndpoints
  & MilestonesEndpoints
  & MonitoringEndpoints
  & MutualHelpEndpoints
  & SharingEndpoints
  & OpenDoorEndpoints
  & BoardEndpoints
  & RewardsEndpoints
  & NeedsEndpoints
  & AftercareEndpoints
  & LearningEndpoints;

export type Endpoint = keyof Endpoints;
export type Answer<E extends Endpoint> = Endpoints[E]["answer"];
export type Body<E extends Endpoint> = Endpoints[E] extends { body: infer B } ? B : undefined;

type Placeholder<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Filled<E extends Endpoint> = [Placeholder<E>] extends [never]
  ? { path?: undefined }
  : { path: Record<Placeholder<E>, string> };
type Sent<E extends Endpoint> = Endpoints[E] extends { body: infer B } ? { body: B } : { body?: undefined };

/** What one request needs: the ids in its path, its body, and rarely more. */
export type Wanted<E extends Endpoint> = Filled<E> &
  Sent<E> & {
    query?: Record<string, string | number>;
    /** Whose request this is; left out, it is the person signed in now. */
    person?: string | null;
    headers?: Record<string, string>;
  };
