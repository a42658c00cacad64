/** What the routes of this part take and give. */
export type LevelsEndpoints = Record<never, never>;
