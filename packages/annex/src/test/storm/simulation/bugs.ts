/**
 * Bugs somebody could have written, to prove that the storm sees them. Each replaces a line of the
 * built product as it is loaded, in a copy of the modules that nobody else uses; when the line is
 * gone from the product, planting fails.
 */

import type { PlanOptions } from './plan.js'

export interface Bug {
  readonly name: string
  /** What it breaks, and the rule that says so. */
  readonly breaks: string
  /** Of the built product, below `dist`. */
  readonly file: string
  /** Where it was seen last, so that the test need not look far; without one it looks only in long runs. */
  readonly seed?: number
  /** The weather that brings it out; any unless told. */
  readonly weather?: PlanOptions
  readonly edits: readonly (readonly [from: string, to: string])[]
}

const LATE_WORD_OF_THE_DEAD: PlanOptions = {
  ...{ places: ['delivery'], faults: ['delay'], most: 1, blows: [], length: 16 },
  changes: ['create_customer', 'burst', 'delete_customer'],
}

/** Long enough a history for a list of several pages. */
const CRASHES_BETWEEN_PAGES: PlanOptions = {
  ...{ places: ['statement'], faults: ['crash'], most: 1, blows: [], length: 36 },
  changes: ['create_customer'],
}

/** What changes while word of it is on the way. */
const SLOW_ANSWERS_TO_BURSTS: PlanOptions = {
  ...{ places: ['answer'], faults: ['slow'], most: 1, blows: [], length: 16 },
  changes: ['create_customer', 'burst'],
}

export const BUGS: readonly Bug[] = [
  {
    name: 'last-to-arrive',
    breaks: 'the event that arrives last wins (O5)',
    file: 'extension/store/mirror.js',
    seed: 1,
    edits: [['or excluded.since > kept.sec', 'or excluded.obs > kept.obs']],
  },
  {
    name: 'tie-goes-to-the-event',
    breaks: 'an event of the same second is taken for newer (O5)',
    file: 'extension/store/mirror.js',
    seed: 1,
    edits: [['or excluded.since > kept.sec', 'or excluded.since >= kept.since']],
  },
  {
    name: 'risen-from-the-dead',
    breaks: 'a deleted object comes back with late word (O3)',
    file: 'extension/store/mirror.js',
    // Hard to see: late word is of an earlier second than the deletion, and loses by that alone.
    weather: LATE_WORD_OF_THE_DEAD,
    edits: [['and (not kept.deleted or $11 and $12)', 'and ($12 or not $12)']],
  },
  {
    name: 'cursor-before-rows',
    breaks: 'a page’s cursor is kept before its rows (B1)',
    file: 'extension/sync/keep-pages.js',
    weather: CRASHES_BETWEEN_PAGES,
    edits: [
      ['const step = stepOf(pages, hold);', ''],
      ['export function keepPages(', 'export async function keepPages('],
      [
        'return parts.database.transaction(async (tx) => {',
        'const step = stepOf(pages, hold);\n    if (step.state !== "done") await parts.database.transaction((tx) => advanceBackfill(tx, run, step));\n    return parts.database.transaction(async (tx) => {',
      ],
      [
        'if (!(await advanceBackfill(tx, run, step)))',
        'if (step.state === "done" && !(await advanceBackfill(tx, run, step)))',
      ],
    ],
  },
  {
    name: 'first-page-only',
    breaks: 'a list is taken to end with its first page (B2)',
    file: 'extension/sync/page.js',
    seed: 7,
    edits: [['has_more: hasMore } = answer.value;', '} = answer.value, hasMore = false;']],
  },
  {
    name: 'thanks-too-soon',
    breaks: 'a webhook is answered 2xx before it is kept (W6)',
    file: 'extension/sync/receive.js',
    seed: 1,
    edits: [['await kept;', 'kept.catch(() => undefined);']],
  },
  {
    name: 'no-dedupe',
    breaks: 'an event that came twice counts twice (R3)',
    file: 'extension/store/inbox.js',
    seed: 2,
    weather: { places: ['delivery'], blows: [], most: 0.2, length: 8 },
    // A number of its own for each time too, or the app would still hear of it once.
    edits: [['event, obs from added`', 'event, obs from seen`']],
  },
  {
    name: 'dropped-reread',
    breaks: 'what time can’t decide is not read again (O4)',
    file: 'extension/sync/write.js',
    seed: 4,
    edits: [['...(await contested(tx, mirrored, key, { round, written })),', '']],
  },
  {
    name: 'settled-too-much',
    breaks: 'a re-read also settles what was asked for after it began (O9)',
    file: 'extension/store/rereads.js',
    weather: SLOW_ANSWERS_TO_BURSTS,
    edits: [['and object = $5 and obs < $6', 'and object = $5 and $6::bigint is not null']],
  },
  {
    name: 'numbered-late',
    breaks: 'a read draws its number once its answer is there (O2)',
    file: 'extension/sync/reread.js',
    seed: 3,
    weather: SLOW_ANSWERS_TO_BURSTS,
    edits: [
      ['const [obs = 0] = await drawObservations(parts.database);\n', ''],
      [
        'await keep(key, { read, obs, lease }, parts);',
        'const [obs = 0] = await drawObservations(parts.database);\n        await keep(key, { read, obs, lease }, parts);',
      ],
    ],
  },
  {
    name: 'no-fence',
    breaks: 'a worker that woke too late goes on writing (J3)',
    file: 'extension/store/job-leases.js',
    weather: { places: ['answer'], blows: ['freeze'], most: 0.1, length: 40 },
    edits: [['return rows.length === 1;', 'return true;']],
  },
  {
    name: 'believes-anybody',
    breaks: 'a forged signature is taken for genuine (W5)',
    file: 'extension/sync/receive.js',
    seed: 1,
    weather: { places: ['delivery'], blows: [], most: 0.2 },
    edits: [
      ["if (verdict.kind === 'forged')\n        return refused(400, BAD_SIGNATURE);", ''],
      [
        "verdict.kind === 'genuine' ? readEvent(verdict.value) : undefined",
        "readEvent(verdict.kind === 'genuine' ? verdict.value : JSON.parse(Buffer.from(body.bytes).toString()))",
      ],
    ],
  },
  {
    name: 'purge-forgets-a-table',
    breaks: 'the customers of a disconnected account stay (C3)',
    file: 'extension/store/purges.js',
    seed: 1,
    weather: { places: ['delivery'], blows: ['disconnect'] },
    edits: [["(('annex', 'connections'),", "(('stripe', 'customers'), ('annex', 'connections'),"]],
  },
  {
    name: 'catches-up-from-now',
    breaks: 'catching up begins at the present instead of where it was (O10)',
    file: 'extension/sync/catch-up.js',
    seed: 1,
    weather: { places: ['delivery'], blows: [], most: 0.2 },
    edits: [
      ['open.connection.events_cursor ?? (await askForTime(line))', 'await askForTime(line)'],
      ['since - OVERLAP', 'since'],
    ],
  },
]

export function bugNamed(name: string): Bug {
  const bug = BUGS.find((one) => one.name === name)
  if (bug) return bug
  throw new Error(
    `There is no bug '${name}'. There are: ${BUGS.map((one) => one.name).join(', ')}.`,
  )
}
