/** What a scope means, in words for the person who is asked. */
import { Icon } from '../../../web/components/icon.js'
import type { Scope } from '../../store/grants.js'

const SEEN = [
  'Payments, refunds, disputes and payouts',
  'Customers and their subscriptions',
  'Products, prices, invoices and coupons',
  'Events on the account, as they happen',
]

const CHANGED = [
  'Take payments, and refund them',
  'Create and change customers, subscriptions and invoices',
  'Create and change products and prices',
]

export function Abilities({ scope }: { scope: Scope }) {
  return scope === 'read_only' ? <SeesOnly /> : <SeesAndChanges />
}

function SeesOnly() {
  return (
    <div class="abilities">
      <p>
        It will be able to <strong>see, but not change</strong>:
      </p>
      <List items={SEEN} icon="eye" />
      <ul>
        <li data-denied="">
          <Icon name="cross" />
          It can’t move money, change anything or see your API keys
        </li>
      </ul>
    </div>
  )
}

function SeesAndChanges() {
  return (
    <div class="abilities">
      <p>
        It will be able to <strong>see and change</strong>:
      </p>
      <List items={SEEN} icon="eye" />
      <List items={CHANGED} icon="check" />
      <ul>
        <li data-denied="">
          <Icon name="cross" />
          It can’t see your API keys or change who has access
        </li>
      </ul>
      <p class="small muted">
        What it creates is visible on your account, also to other applications connected to it.
      </p>
    </div>
  )
}

function List({ items, icon }: { items: readonly string[]; icon: 'eye' | 'check' }) {
  return (
    <ul>
      {items.map((item) => (
        <li>
          <Icon name={icon} />
          {item}
        </li>
      ))}
    </ul>
  )
}
