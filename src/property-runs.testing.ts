/** How often a law is tried in one test: a thousand times, and as often as PROPERTY_RUNS says in `npm run test:long`. */
export const propertyRuns = { numRuns: Number(process.env.PROPERTY_RUNS ?? 1000) } as const;
