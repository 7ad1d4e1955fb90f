/** Reviews: payments that looked risky and were taken all the same, for a person to look at. */
import type { Behaviour } from '../../engine/behaviour.js'
import { approve } from './close.js'
import { lifecycle } from './lifecycle.js'

export const review: Behaviour<'review'> = { kind: 'review', lifecycle, verbs: { approve } }
