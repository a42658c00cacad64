/** What the routes of this part take and give. */
export type NoticesEndpoints = Record<never, never>;
