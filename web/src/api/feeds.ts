/** What the routes of this part take and give. */
export type FeedsEndpoints = Record<never, never>;
