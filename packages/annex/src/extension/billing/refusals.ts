/** What can't be bought or shown, and what to do instead. */

/** The caller's mistake, or Stripe's no; its text is for people. */
export class BillingRefused extends Error {}

/** Stripe gave no answer; the same call may work in a moment. */
export class BillingAway extends Error {}

export function unknownPlan(wanted: string, known: readonly string[]): BillingRefused {
  const there = known.length > 0 ? `There are: ${known.join(', ')}.` : 'None is on sale.'
  return new BillingRefused(`No plan '${wanted}'. ${there}`)
}

export function nothingBought(account: string): BillingRefused {
  return new BillingRefused(
    `${account} has bought nothing yet, so there is nothing to manage. Choose a plan first.`,
  )
}

export function chosenElsewhere(): BillingRefused {
  return new BillingRefused(
    'Another plan was chosen in another window at the same moment. Go on there, or choose again.',
  )
}

export function notYours(): BillingRefused {
  return new BillingRefused('This checkout belongs to another account. Nothing was changed.')
}

export function stripeRefused(what: string, reason: string): BillingRefused {
  return new BillingRefused(`${what}: ${reason}`)
}

export function stripeAway(reason: string): BillingAway {
  return new BillingAway(`${reason} Nothing was charged by this; try again in a moment.`)
}
