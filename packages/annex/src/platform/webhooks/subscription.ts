/** Whether an endpoint asked for a type of event. */

/** `*` means everything but these, which must be named (api.md 5.2). */
const ONLY_BY_NAME: ReadonlySet<string> = new Set(['issuing_authorization.request'])

export function wants(enabledEvents: readonly string[], type: string): boolean {
  if (enabledEvents.includes(type)) return true
  return enabledEvents.includes('*') && !ONLY_BY_NAME.has(type)
}
