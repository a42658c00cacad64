/** What the routes of this part take and give. */
export type SafetyEndpoints = Record<never, never>;
