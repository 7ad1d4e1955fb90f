/** How far the clock is moved with one press. */
export const SPANS = ['1 hour', '1 day', '1 week', '1 month', '1 year'] as const
