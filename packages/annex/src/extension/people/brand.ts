/** How an extension presents itself to the people who use its console. */
export interface Brand {
  name: string
  /** `#rrggbb`; the accent of every page. */
  color?: string | undefined
  /** Address of a square icon. */
  icon?: string | undefined
}

export const DEFAULT_BRAND: Brand = { name: 'Annex' }
