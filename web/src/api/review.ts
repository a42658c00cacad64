/** What the routes of this part take and give. */
export type ReviewEndpoints = Record<never, never>;
