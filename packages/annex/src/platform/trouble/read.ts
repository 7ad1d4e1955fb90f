/** Trouble as somebody asks for it, in JSON, checked. */
import {
  ANSWER_FAULTS,
  DELIVERY_FAULTS,
  type AnswerFault,
  type DeliveryFault,
  type Rates,
  type Settings,
} from './faults.js'

export class WrongTrouble extends Error {
  /** The field at fault, by its path: `answers.cut`. */
  readonly field: string
  constructor(field: string, must: string) {
    super(`'${field}' ${must}.`)
    this.field = field
  }
}

type Fields = Readonly<Record<string, unknown>>

/** An attempt at a delivery is given up after ten seconds; later than this it could not arrive. */
const LONGEST_DELAY_MS = 9000
const LONGEST_ANSWER_MS = 600_000

/**
 * @param asked `{seed?, deliveries?: {drop?: 0.1, …, delay_ms?, account?, endpoint?}, answers?: {…}}`
 * @param freeSeed used where none is given
 * @throws WrongTrouble for the first field that makes no sense
 */
export function readTrouble(asked: Fields, freeSeed: number): Settings {
  checkNames('', asked, ['seed', 'deliveries', 'answers'])
  const deliveries = group('deliveries', asked['deliveries'])
  const answers = group('answers', asked['answers'])
  checkNames('deliveries.', deliveries, [...DELIVERIES, 'delay_ms', 'account', 'endpoint'])
  checkNames('answers.', answers, [...ANSWERS, 'slow_ms', 'timeout_ms', 'account', 'path'])
  return {
    seed: whole('seed', asked['seed'], { otherwise: freeSeed, most: Number.MAX_SAFE_INTEGER }),
    deliveries: {
      rates: rates<DeliveryFault>('deliveries', deliveries, DELIVERIES),
      delay_ms: whole('deliveries.delay_ms', deliveries['delay_ms'], {
        ...{ otherwise: 2000, most: LONGEST_DELAY_MS },
      }),
      account: text('deliveries.account', deliveries['account']),
      endpoint: text('deliveries.endpoint', deliveries['endpoint']),
    },
    answers: {
      rates: rates<AnswerFault>('answers', answers, ANSWERS),
      slow_ms: whole('answers.slow_ms', answers['slow_ms'], {
        ...{ otherwise: 2000, most: LONGEST_ANSWER_MS },
      }),
      timeout_ms: whole('answers.timeout_ms', answers['timeout_ms'], {
        ...{ otherwise: 90_000, most: LONGEST_ANSWER_MS },
      }),
      account: text('answers.account', answers['account']),
      path: text('answers.path', answers['path']),
    },
  }
}

const DELIVERIES = Object.keys(DELIVERY_FAULTS) as DeliveryFault[]
const ANSWERS = Object.keys(ANSWER_FAULTS) as AnswerFault[]

function group(name: string, value: unknown): Fields {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongTrouble(name, 'must be an object')
  }
  return { ...value }
}

function checkNames(before: string, fields: Fields, known: readonly string[]): void {
  const odd = Object.keys(fields).find((name) => !known.includes(name))
  if (odd === undefined) return
  throw new WrongTrouble(`${before}${odd}`, `is not known; ${known.join(', ')} are`)
}

function rates<Fault extends string>(
  name: string,
  fields: Fields,
  known: readonly Fault[],
): Rates<Fault> {
  const given = known.flatMap((fault) => {
    const value = fields[fault]
    if (value === undefined) return []
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
      throw new WrongTrouble(`${name}.${fault}`, 'must be a rate from 0 to 1')
    }
    return [[fault, value] as const]
  })
  const sum = given.reduce((total, [, rate]) => total + rate, 0)
  if (sum > 1 + 1e-9) {
    throw new WrongTrouble(name, `must not have rates over 1 together; they are ${sum}`)
  }
  return Object.fromEntries(given) as Rates<Fault>
}

function whole(
  name: string,
  value: unknown,
  { otherwise, most }: { otherwise: number; most: number },
): number {
  if (value === undefined) return otherwise
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) {
    return value
  }
  throw new WrongTrouble(name, `must be a whole number from 0 to ${most}`)
}

function text(name: string, value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && value !== '') return value
  throw new WrongTrouble(name, 'must be a text, or null for all')
}
