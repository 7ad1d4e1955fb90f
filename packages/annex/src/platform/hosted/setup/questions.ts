/** The questions behind what is due about an account, in words its owner understands. */

/** One thing to type. `name` is what the API calls it: `individual.first_name`. */
export interface Asked {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'email' | 'tel' | 'url'
  readonly inputmode?: 'numeric'
  readonly autocomplete?: string
  /** What test mode believes. */
  readonly test: string
}

export interface Group {
  readonly title: string
  readonly asks: readonly Asked[]
}

type Question = Omit<Asked, 'name'>

const OF_PEOPLE: Readonly<Record<string, Question>> = {
  first_name: { label: 'First name', autocomplete: 'given-name', test: 'Jenny' },
  last_name: { label: 'Last name', autocomplete: 'family-name', test: 'Rosen' },
  email: { label: 'Email', type: 'email', autocomplete: 'email', test: 'jenny@example.com' },
  'dob.day': { label: 'Day of birth', inputmode: 'numeric', test: '1' },
  'dob.month': { label: 'Month of birth', inputmode: 'numeric', hint: '1 to 12', test: '1' },
  'dob.year': { label: 'Year of birth', inputmode: 'numeric', test: '1990' },
  ssn_last_4: {
    ...{ label: 'Last four digits of your Social Security number', inputmode: 'numeric' },
    ...{ hint: 'Noted as given; the digits are not kept.', test: '0000' },
  },
}

const OF_ADDRESSES: Readonly<Record<string, Question>> = {
  'address.line1': {
    ...{ label: 'Street and number', autocomplete: 'address-line1', test: '510 Townsend St' },
  },
  'address.city': { label: 'City', autocomplete: 'address-level2', test: 'San Francisco' },
  'address.postal_code': { label: 'Postal code', autocomplete: 'postal-code', test: '94103' },
}

const OF_COMPANIES: Readonly<Record<string, Question>> = {
  name: { label: 'Legal name', autocomplete: 'organization', test: 'Rocket Rides' },
  phone: { label: 'Phone', type: 'tel', autocomplete: 'tel', test: '+15555550100' },
  tax_id: { label: 'Tax ID', hint: 'Noted as given; it is not kept.', test: '000000000' },
}

const OF_BUSINESSES: readonly Asked[] = [
  {
    ...{ name: 'business_profile.url', label: 'Website', type: 'url', autocomplete: 'url' },
    test: 'https://rocketrides.example',
  },
  {
    ...{ name: 'business_profile.mcc', label: 'Merchant category code', inputmode: 'numeric' },
    ...{ hint: 'Four digits, such as 5734 for software.', test: '5734' },
  },
]

const OF_BANKS: readonly Asked[] = [
  {
    ...{ name: 'external_account.routing_number', label: 'Routing number' },
    ...{ inputmode: 'numeric', hint: 'Test mode: 110000000', test: '110000000' },
  },
  {
    ...{ name: 'external_account.account_number', label: 'Account number' },
    ...{ inputmode: 'numeric', hint: 'Test mode: 000123456789', test: '000123456789' },
  },
]

/** Only what is missing is asked for. The terms are a box to tick and stand apart. */
export function groupsFor(due: readonly string[]): Group[] {
  const people = due.filter((name) => /^(?:individual|representative|person_\w+)\./.test(name))
  const groups = [
    { title: 'Your business', asks: OF_BUSINESSES.filter(({ name }) => due.includes(name)) },
    { title: 'The company', asks: asked(due, 'company', { ...OF_COMPANIES, ...OF_ADDRESSES }) },
    {
      title: people[0]?.startsWith('individual') ? 'About you' : 'Who represents the company',
      asks: asked(people, prefixOf(people[0]), { ...OF_PEOPLE, ...OF_ADDRESSES }),
    },
    { title: 'Where payouts go', asks: due.includes('external_account') ? OF_BANKS : [] },
  ]
  return groups.filter(({ asks }) => asks.length > 0)
}

export function asksForTerms(due: readonly string[]): boolean {
  return due.some((name) => name.startsWith('tos_acceptance.'))
}

function prefixOf(name = ''): string {
  return name.slice(0, name.indexOf('.'))
}

function asked(
  due: readonly string[],
  prefix: string,
  known: Readonly<Record<string, Question>>,
): Asked[] {
  return Object.entries(known)
    .map(([field, question]) => ({ ...question, name: `${prefix}.${field}` }))
    .filter(({ name }) => due.includes(name))
}
