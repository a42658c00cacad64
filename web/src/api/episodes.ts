/** What the routes of this part take and give. */
export type EpisodesEndpoints = Record<never, never>;
