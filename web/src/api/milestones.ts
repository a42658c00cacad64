/** What the routes of this part take and give. */
export type MilestonesEndpoints = Record<never, never>;
