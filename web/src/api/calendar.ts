/** What the routes of this part take and give. */
export type CalendarEndpoints = Record<never, never>;
