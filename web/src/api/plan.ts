/** What the routes of this part take and give. */
export type PlanEndpoints = Record<never, never>;
