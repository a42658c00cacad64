/** What the routes of this part take and give. */
export type ResponseEndpoints = Record<never, never>;
