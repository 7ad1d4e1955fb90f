/** `GET /trouble` reads what goes wrong on purpose, `POST` sets it, `DELETE` ends it. */
import { troubleDoor, TroubleRefused } from '../trouble/door.js'
import { WrongTrouble } from '../trouble/read.js'
import { ControlRefusal } from './refusal.js'
import type { ControlBody, ControlMethod, ControlResource } from './resource.js'

type Parts = Parameters<ControlMethod>[0]

export const trouble: ControlResource = {
  path: '/trouble',
  methods: {
    GET: ({ trouble }) => ({ body: trouble.state() }),
    POST: set,
    DELETE(parts) {
      const body = doorOf(parts).end()
      parts.log.warn('trouble on purpose has ended')
      return { body }
    },
  },
}

function set(parts: Parts, body: ControlBody) {
  try {
    const state = doorOf(parts).set(body)
    parts.log.warn({ trouble: state.settings }, 'trouble on purpose is on')
    return { body: state }
  } catch (error) {
    if (error instanceof TroubleRefused) throw new ControlRefusal(403, error.message)
    if (error instanceof WrongTrouble) throw new ControlRefusal(400, error.message, error.field)
    throw error
  }
}

function doorOf({ trouble, production, outside }: Parts) {
  return troubleDoor(trouble, { random: outside.random, production })
}
