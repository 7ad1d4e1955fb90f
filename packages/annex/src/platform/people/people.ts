/** The people's pages together: sign in, sign up, sign out, change the password, another account, and which account one looks at. */
import { Hono } from 'hono'
import type { ErrandOf } from './errand.js'
import { newAccountRoutes } from './handlers/new-account.js'
import { passwordRoutes } from './handlers/password.js'
import { signInRoutes } from './handlers/sign-in.js'
import { signOutRoutes } from './handlers/sign-out.js'
import { signUpRoutes } from './handlers/sign-up.js'
import { switchRoutes } from './handlers/switch.js'
import { showPageRefusal } from './pages/refused.js'
import { NEW_ACCOUNT, PASSWORD, SIGN_IN, SIGN_OUT, SIGN_UP, SWITCH } from './paths.js'
import type { PeopleTools } from './tools.js'
import { knowVisitor, type PeopleEnv } from './visitor.js'

/** @param errandOf says why somebody signs in, when their way back leads into a connect flow */
export function peopleRoutes(
  people: PeopleTools,
  errandOf: ErrandOf = () => undefined,
): Hono<PeopleEnv> {
  const room = { ...people, errandOf }
  const app = new Hono<PeopleEnv>()
  app.onError(showPageRefusal)
  for (const path of [SIGN_IN, SIGN_UP, SIGN_OUT, SWITCH, PASSWORD, NEW_ACCOUNT])
    app.use(path, knowVisitor(people))
  app.route('/', signInRoutes(room))
  app.route('/', signUpRoutes(room))
  app.route('/', signOutRoutes(room))
  app.route('/', switchRoutes(room))
  app.route('/', passwordRoutes(room))
  app.route('/', newAccountRoutes(room))
  return app
}
