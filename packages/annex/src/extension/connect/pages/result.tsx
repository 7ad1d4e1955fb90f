/** What came of going to Stripe, where it wasn't a connection. */
import { ButtonLink } from '../../../web/components/button.js'
import { Focus, type Setting } from '../../people/pages/focus.js'
import type { ConnectOutcome } from '../callback.js'

export type Failure = Extract<ConnectOutcome, { kind: 'failed' }>['reason']

interface Words {
  title: string
  text: string
}

const FAILURES: Record<Failure, Words> = {
  refused: {
    title: 'Stripe didn’t accept the connection',
    text: 'The confirmation was too old or had been used before. Nothing was stored. Connect again to get a new one.',
  },
  unknown: {
    title: 'Stripe didn’t answer',
    text: 'We asked once and do not know whether the connection was made, so nothing was stored. Connect again: if Stripe already knows about it, nothing happens twice.',
  },
  other_mode: {
    title: 'The modes do not match',
    text: 'Stripe connected the account in another mode (test or live) than this app works in. Nothing was stored. Connect again in the right mode.',
  },
  other_tenant: {
    title: 'This account is connected to another team',
    text: 'An account can belong to one team at a time. Ask that team to disconnect it, or connect another account. Their connection stays as it was.',
  },
  other_issuer: {
    title: 'This answer came from somewhere else',
    text: 'It was not issued by the Stripe this app is set up with, so it was not used. Nothing was stored.',
  },
}

export function FailedPage({ reason, setting }: { reason: Failure; setting: Setting }) {
  return <ResultPage {...FAILURES[reason]} setting={setting} />
}

/** @param said what the URL says happened; anyone can write that, so it is shown as a quotation */
export function CancelledPage({ said, setting }: { said: string | null; setting: Setting }) {
  const text = 'Nothing was connected and nothing has changed. You can connect whenever you like.'
  return <ResultPage title="Connection cancelled" text={text} said={said} setting={setting} />
}

export function StalePage({ setting }: { setting: Setting }) {
  const text =
    'It is good for one return within half an hour, in the browser that left for Stripe. Nothing was stored.'
  return <ResultPage title="This connect link can’t be used" text={text} setting={setting} />
}

export function UnderWayPage({ setting }: { setting: Setting }) {
  return (
    <Focus setting={setting} title="Connecting…">
      <p role="status">Stripe is confirming the connection. This page goes on by itself.</p>
    </Focus>
  )
}

interface ResultProps extends Words {
  said?: string | null
  setting: Setting
}

function ResultPage({ title, text, said, setting }: ResultProps) {
  return (
    <Focus setting={setting} title={title}>
      <p>{text}</p>
      {said && (
        <p class="muted">
          The message that came with it: <q>{said.slice(0, 200)}</q>
        </p>
      )}
      <div class="row">
        <ButtonLink kind="primary" href={setting.routes.to('connect')}>
          Connect with Stripe
        </ButtonLink>
        <ButtonLink href={setting.routes.to('home')}>Back to the start</ButtonLink>
      </div>
    </Focus>
  )
}
