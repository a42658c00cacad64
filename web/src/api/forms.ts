/** What the routes of this part take and give. */
export type FormsEndpoints = Record<never, never>;
