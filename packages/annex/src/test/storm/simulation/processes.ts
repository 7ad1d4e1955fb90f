/** The extension's processes: begun, killed, stopped, and begun again by whoever supervises them. */
import type { Database } from '../../../extension/store/database.js'
import { actor, type Actor } from './machine.js'
import { startProgram, type Program, type ProgramParts } from './program.js'

interface ProcessesParts extends Omit<ProgramParts, 'kind' | 'secrets' | 'skew'> {
  /** How many there should be. */
  wanted: 1 | 2
  counts: (what: string) => void
}

/** Until a supervisor has noticed. */
const NOTICED_MS = 400

export class Processes {
  /** Whom webhooks are signed for, newest secret first. */
  secrets: readonly string[]
  /** How far the machine's clock is from the platform's. */
  skewSeconds = 0
  readonly #parts: ProcessesParts
  readonly #supervisor = actor('supervisor')
  readonly #ends = new Map<Actor, PromiseWithResolvers<undefined>>()
  readonly #kind: Database['kind']
  #programs: Program[] = []
  #starting = 0
  #count = 0

  constructor(parts: ProcessesParts, secret: string) {
    this.#parts = parts
    this.secrets = [secret]
    this.#kind = parts.wanted === 1 ? 'embedded' : 'server'
  }

  /** Those that are at work just now. */
  running(): Program[] {
    const now = this.#parts.machine.nowMs()
    return this.#programs.filter(({ owner }) => !owner.isDead && owner.frozenUntil <= now)
  }

  /** Starts processes until there are as many as there should be. */
  async fill(): Promise<void> {
    this.#programs = this.#programs.filter(({ owner }) => !owner.isDead)
    while (this.#programs.length + this.#starting < this.#parts.wanted) await this.#start()
  }

  /** Ends a process on the spot. Somebody notices after a while, and starts another one. */
  async crash(owner: Actor, unnoticedMs = NOTICED_MS): Promise<void> {
    const { machine } = this.#parts
    await this.#end(owner)
    machine.as(this.#supervisor, () =>
      machine.after(unnoticedMs, 'supervise', () => void this.fill()),
    )
  }

  async kill(nth: number, ms: number): Promise<void> {
    const victim = this.#nth(nth)
    if (!victim) return
    this.#parts.counts('process killed')
    await this.crash(victim.owner, ms)
  }

  /** As SIGTERM and a new start do it. */
  async restart(nth: number): Promise<void> {
    const program = this.#nth(nth)
    if (!program) return
    this.#parts.counts('process restarted')
    this.#programs = this.#programs.filter((one) => one !== program)
    await this.orItsEnd(program, program.stop())
    await this.#end(program.owner)
    await this.fill()
  }

  async restartAll(): Promise<void> {
    for (const _ of this.#programs) await this.restart(0)
  }

  /** Stops a process for a while, as SIGSTOP does, between two of its transactions. */
  async freeze(nth: number, ms: number): Promise<void> {
    const { machine, store, counts } = this.#parts
    const program = this.#nth(nth)
    if (!program) return
    while (store.isHeldBy(program.owner)) await machine.pause(1, 'to stop')
    counts('process stopped')
    program.owner.frozenUntil = machine.nowMs() + ms
    machine.after(ms, 'go on', () => store.next())
  }

  /** Nobody is stopped, clocks are right. */
  calm(): Promise<void> {
    this.skewSeconds = 0
    for (const { owner } of this.#programs) owner.frozenUntil = 0
    this.#parts.store.next()
    return this.fill()
  }

  /** Lets a process do something. @returns false when it failed, or ended first */
  async with(work: (program: Program) => Promise<unknown>): Promise<boolean> {
    const program = this.#nth(0)
    if (!program) return false
    const done = this.#parts.machine
      .as(program.owner, () => work(program))
      .then(
        () => true,
        () => false,
      )
    return (await this.orItsEnd(program, done)) ?? false
  }

  async close(): Promise<void> {
    for (const { owner } of this.#programs) await this.#end(owner)
    this.#parts.machine.kill(this.#supervisor)
  }

  async orItsEnd<T>({ owner }: { owner: Actor }, done: Promise<T>): Promise<T | undefined> {
    return Promise.race([done, this.#ends.get(owner)?.promise])
  }

  #nth(nth: number): Program | undefined {
    const running = this.running()
    return running[nth % running.length]
  }

  /** It may not live to the end of its start; then it is started again. */
  async #start(): Promise<void> {
    const owner = actor(`process ${++this.#count}`)
    this.#ends.set(owner, Promise.withResolvers<undefined>())
    this.#starting += 1
    const starting = startProgram(owner, {
      ...this.#parts,
      ...{ kind: this.#kind, secrets: this.secrets, skew: () => this.skewSeconds },
    })
    const started = await this.orItsEnd(
      { owner },
      starting.catch(() => undefined),
    )
    this.#starting -= 1
    if (started && !owner.isDead) this.#programs.push(started)
    // The store failed it, so it exits.
    else if (!owner.isDead) await this.crash(owner)
  }

  async #end(owner: Actor): Promise<void> {
    const { machine, store, network } = this.#parts
    machine.kill(owner)
    await store.forget(owner)
    network.forget(owner)
    this.#programs = this.#programs.filter((one) => one.owner !== owner)
    this.#ends.get(owner)?.resolve(undefined)
  }
}
