/** `GET /connect/default/oauth/test`: a redirect URI that only shows what arrived. */
import { Hono } from 'hono'
import { renderPage } from '../../web/render.js'
import { LandingPage } from './pages/landing.js'
import { LANDING } from './paths.js'

const MOST = 20

export function landingRoutes(): Hono {
  return new Hono().get(LANDING, (c) => {
    const answer = [...new URL(c.req.url).searchParams].slice(0, MOST)
    c.header('Cache-Control', 'no-store')
    return renderPage(c, <LandingPage answer={answer} />)
  })
}
