/** What the owner of an account sees on the way to completing it. */
import type Stripe from 'stripe'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { ErrorPage } from '../../../web/components/error-page.js'
import { CheckField, Field } from '../../../web/components/field.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { Notice } from '../../../web/components/notice.js'
import { asksForTerms, groupsFor, type Asked, type Group } from './questions.js'

const PRODUCT = { name: 'Account setup', href: '' }

export interface SetupPageProps {
  account: Stripe.Account
  livemode: boolean
  /** Where "Finish later" goes. */
  back: string | null
  /** What was typed, by the questions' names. */
  typed: Readonly<Record<string, string>>
  fault: { param: string | undefined; message: string } | undefined
}

export function SetupPage({ account, livemode, back, typed, fault }: SetupPageProps) {
  const due = account.requirements?.currently_due ?? []
  const name = account.business_profile?.name ?? account.email
  return (
    <FocusFrame title="Set up your account" product={PRODUCT} testMode={!livemode}>
      <div class="stack">
        <div>
          <h1>Set up your account</h1>
          <p class="muted">
            {name ? <bdi>{name}</bdi> : 'Your account'} can take payments and be paid out once
            nothing is missing here. Nothing is charged.
          </p>
        </div>
        {fault && (
          <Notice tone="danger" title="That could not be saved">
            <p>{fault.message}</p>
          </Notice>
        )}
        {due.includes('business_type') ? (
          <BusinessType />
        ) : (
          <Details {...{ due, typed, fault, back }} />
        )}
      </div>
    </FocusFrame>
  )
}

/** Asked first: what else is needed depends on it. */
function BusinessType() {
  return (
    <Card title="Who is the account for?">
      <form method="post" class="form">
        <Button name="business_type" value="individual" size="large" wide>
          Just me
        </Button>
        <Button name="business_type" value="company" size="large" wide>
          A company
        </Button>
      </form>
    </Card>
  )
}

type DetailsProps = Pick<SetupPageProps, 'typed' | 'fault' | 'back'> & { due: readonly string[] }

function Details({ due, typed, fault, back }: DetailsProps) {
  return (
    <form method="post" class="stack">
      {groupsFor(due).map((group) => (
        <Questions {...{ group, typed, fault }} />
      ))}
      <Card
        foot={
          <div class="row">
            <Button name="action" value="submit" kind="primary">
              Agree and submit
            </Button>
            <Button name="action" value="fill">
              Fill in test data
            </Button>
            {back && (
              <ButtonLink href={back} kind="quiet">
                Finish later
              </ButtonLink>
            )}
          </div>
        }
      >
        {asksForTerms(due) ? (
          <CheckField
            {...{ name: 'terms', value: 'accepted', checked: typed['terms'] === 'accepted' }}
            label="I accept the terms of this test service: no real money moves, and nothing I type is sent anywhere."
          />
        ) : (
          <p>{due.length === 0 ? 'Nothing is missing.' : 'Only the answers above are missing.'}</p>
        )}
      </Card>
    </form>
  )
}

interface QuestionsProps extends Pick<DetailsProps, 'typed' | 'fault'> {
  group: Group
}

function Questions({ group, typed, fault }: QuestionsProps) {
  return (
    <Card title={group.title}>
      <div class="form">
        {group.asks.map((ask) => (
          <Question {...{ ask, typed, fault }} />
        ))}
      </div>
    </Card>
  )
}

function Question({ ask, typed, fault }: Omit<QuestionsProps, 'group'> & { ask: Asked }) {
  const { name, label, hint, type, inputmode, autocomplete } = ask
  const words = { label, ...(hint && { hint }), error: errorOf(ask, fault) }
  const input = {
    ...(type && { type }),
    ...(inputmode && { inputmode }),
    ...(autocomplete && { autocomplete }),
  }
  return <Field {...{ name, value: typed[name] }} {...words} {...input} />
}

function errorOf({ name }: Pick<Asked, 'name'>, fault: DetailsProps['fault']): string | undefined {
  const said = name.replace(/^(?:representative|person_\w+)\./, '')
  const [first, ...rest] = said.split('.')
  const param = [first, ...rest.map((part) => `[${part}]`)].join('')
  return fault?.param === param ? fault.message : undefined
}

/** Where a platform has given no address to come back to, or the link leads nowhere. */
export function LinkGonePage() {
  return (
    <ErrorPage product={PRODUCT} status={404} title="This link leads nowhere">
      <p>Nothing was changed. Go back to the site that sent you here, and ask it for a new link.</p>
    </ErrorPage>
  )
}
