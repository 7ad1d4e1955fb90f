/** Every component once, so that they can be looked at and checked. Not part of the product. */
import { Hono } from 'hono'
import { systemRandom } from '../../core/random.js'
import { AppFrame, type Frame } from '../../web/components/app-frame.js'
import { Button, ButtonLink } from '../../web/components/button.js'
import { Card } from '../../web/components/card.js'
import { EmptyState } from '../../web/components/empty-state.js'
import { ErrorPage } from '../../web/components/error-page.js'
import { Field } from '../../web/components/field.js'
import { FocusFrame } from '../../web/components/focus-frame.js'
import { Form } from '../../web/components/form.js'
import { PageHeader } from '../../web/components/page-header.js'
import { Status } from '../../web/components/badge.js'
import { Tabs } from '../../web/components/tabs.js'
import { assetRoutes } from '../../web/assets.js'
import { pageHeaders } from '../../web/headers.js'
import { renderPage } from '../../web/render.js'
import { ControlsSample } from './controls-sample.js'
import { DataSample } from './data-sample.js'
import { FiguresSample } from './figures-sample.js'

const navigation: Frame['navigation'] = [
  {
    links: [
      { label: 'Home', href: '/', icon: 'home' },
      { label: 'Payments', href: '/', icon: 'card', current: true, count: 128 },
      { label: 'Customers', href: '/', icon: 'people' },
    ],
  },
  {
    heading: 'Developers',
    links: [
      { label: 'API keys', href: '/', icon: 'key' },
      { label: 'Webhooks', href: '/', icon: 'webhook' },
      { label: 'Events', href: '/', icon: 'bolt' },
      { label: 'Requests', href: '/', icon: 'list' },
    ],
  },
  {
    heading: 'Settings',
    links: [
      { label: 'Extension', href: '/', icon: 'settings' },
      { label: 'Branding', href: '/', icon: 'palette' },
      { label: 'Connected applications', href: '/', icon: 'plug' },
    ],
  },
]

const frame: Frame = {
  product: { href: '/' },
  navigation,
  accounts: {
    choices: [
      { id: 'acct_1', name: 'Harbour Coffee', current: true },
      { id: 'acct_2', name: 'Northwind Yoga' },
    ],
    action: '/account',
    formToken: 'token',
    create: '/account/new',
  },
  mode: { live: false, action: '/account', formToken: 'token' },
  person: { email: 'owner@harbour.test', signOut: '/sign-out', formToken: 'token' },
  flash: { tone: 'success', text: 'The refund is on its way.' },
}

export function galleryApp(): Hono {
  const app = new Hono()
  app.use(pageHeaders(systemRandom))
  app.route('/', assetRoutes())
  app.get('/', (c) => renderPage(c, <Gallery frame={frame} />))
  app.get('/branded', (c) => renderPage(c, <Gallery frame={{ ...frame, accent: '#0f5c4a' }} />))
  app.get('/empty', (c) => renderPage(c, <Empty />))
  app.get('/sign-in', (c) => renderPage(c, <SignIn />))
  app.get('/error', (c) => renderPage(c, <Refused />, 404))
  return app
}

function Gallery({ frame }: { frame: Frame }) {
  return (
    <AppFrame frame={frame} title="Payments">
      <PageHeader
        title="Payments"
        aside={<Status status="succeeded" />}
        lead="Everything your customers have paid, newest first."
        actions={
          <>
            <ButtonLink href="/" icon="download">
              Export
            </ButtonLink>
            <Button kind="primary" icon="plus">
              New payment
            </Button>
          </>
        }
      />
      <Tabs
        label="Payments"
        tabs={[
          { label: 'All', href: '/', current: true, count: 128 },
          { label: 'Succeeded', href: '/' },
          { label: 'Refunded', href: '/' },
        ]}
      />
      <FiguresSample />
      <DataSample />
      <ControlsSample />
    </AppFrame>
  )
}

function Empty() {
  return (
    <AppFrame frame={frame} title="Webhooks">
      <PageHeader title="Webhooks" lead="Where word of your events is sent." />
      <Card>
        <EmptyState
          title="No endpoints yet"
          icon="webhook"
          action={
            <Button kind="primary" icon="plus">
              Add endpoint
            </Button>
          }
        >
          Add one, and every payment, refund and dispute is told to your server within a second.
        </EmptyState>
      </Card>
    </AppFrame>
  )
}

function SignIn() {
  return (
    <FocusFrame
      title="Sign in"
      product={{ href: '/' }}
      testMode
      footer="Annex runs on this machine."
    >
      <Card>
        <h1>Sign in</h1>
        <Form formToken="token">
          <Field
            label="Email"
            name="email"
            type="email"
            value="owner@harbour"
            error="Write the whole address, such as you@example.com."
          />
          <Field label="Password" name="password" type="password" />
          <Button kind="primary" size="large" wide>
            Sign in
          </Button>
        </Form>
      </Card>
    </FocusFrame>
  )
}

function Refused() {
  return (
    <ErrorPage
      product={{ href: '/' }}
      status={404}
      title="There is no such page"
      requestId="req_Yx1Zk3"
      action={<ButtonLink href="/">Go home</ButtonLink>}
    >
      <p>It may have belonged to another account or mode. Nothing was changed.</p>
    </ErrorPage>
  )
}
