/** What an operator asked for and can't have; the message says what there is instead. */

export class NoSuchAccount extends Error {}

export class NoSuchKind extends Error {}

/** A list by what has no column, or from nowhere. */
export class ListRefused extends Error {}

/** Nothing is on sale. */
export class BillingOff extends Error {}

export class NoSuchJob extends Error {}
