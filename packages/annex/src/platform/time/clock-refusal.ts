/** Why the platform's clock was not moved. */

export class ClockRefusal extends Error {
  /** `busy`: it may be asked again later. */
  readonly reason: 'busy' | 'impossible'
  constructor(message: string, reason: ClockRefusal['reason'] = 'impossible') {
    super(message)
    this.reason = reason
  }
}

export function cannotBeMoved(): ClockRefusal {
  return new ClockRefusal(
    'This platform runs by the clock of its machine, which nobody here moves.',
  )
}

export function refusedInProduction(): ClockRefusal {
  return new ClockRefusal('The clock is not moved in production.')
}

export function onlyAhead(now: number): ClockRefusal {
  return new ClockRefusal(`It is ${iso(now)} already. The clock only moves ahead.`)
}

export function tooFarAhead(farthest: number): ClockRefusal {
  return new ClockRefusal(`Two years at once are the most: until ${iso(farthest)}.`)
}

export function alreadyMoving(to: number): ClockRefusal {
  return new ClockRefusal(`The clock is on its way to ${iso(to)}. Wait until it is there.`, 'busy')
}

function iso(at: number): string {
  return new Date(at * 1000).toISOString().replace('.000Z', 'Z')
}
