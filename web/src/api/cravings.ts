/** What the routes of this part take and give. */
export type CravingsEndpoints = Record<never, never>;
