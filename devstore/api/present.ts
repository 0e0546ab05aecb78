/** Whether an optional input was given: GraphQL tells apart neither null from absent here. */
export const present = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
