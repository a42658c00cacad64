/** What the routes of this part take and give. */
export type BookingEndpoints = Record<never, never>;
