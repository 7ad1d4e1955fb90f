/** What the people's room works with. */
import type { Outside } from '../../core/outside.js'
import type { PasswordCost } from '../../core/password.js'
import type { BrowserCookie } from '../../web/browser-id.js'
import type { Routes } from '../routes.js'
import type { Database } from '../store/database.js'
import type { Access } from './access.js'
import type { Brand } from './brand.js'

export interface PeopleTools {
  access: Access
  brand: Brand
  database: Database
  outside: Outside
  /** For hashes of cookies and form tokens. */
  hashKey: Uint8Array
  routes: Routes
  /** Whether people reach us over https. */
  secure: boolean
  /** What a guess costs; left out but in tests, whose people sign in hundreds of times. */
  passwordCost?: PasswordCost
}

/** Hosts share cookies across ports, so the two halves must not use one name. */
export function cookieOf({ secure }: PeopleTools): BrowserCookie {
  return { name: 'annex_extension', secure }
}
