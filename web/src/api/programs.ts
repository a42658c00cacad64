/** What the routes of this part take and give. */
export type ProgramsEndpoints = Record<never, never>;
