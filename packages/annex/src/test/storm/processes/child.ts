/** A process of ours that is killed and stopped, and begun again as it was. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export class Child {
  readonly #module: string
  readonly #options: object
  readonly #begun: (message: unknown) => boolean
  #process: ChildProcess

  /** @param begun whether a message says that it is at work */
  constructor(module: string, options: object, begun: (message: unknown) => boolean) {
    this.#module = module
    this.#options = options
    this.#begun = begun
    this.#process = this.#fork()
  }

  #fork(): ChildProcess {
    return fork(this.#module, [JSON.stringify(this.#options)])
  }

  isAtWork(): Promise<unknown> {
    return this.hears(this.#begun)
  }

  /** The next message that fits. @throws when the process ends first */
  hears(fits: (message: unknown) => boolean): Promise<unknown> {
    const child = this.#process
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${this.#module} ended by itself.`))
      child.once('exit', ended)
      child.on('message', function hear(message) {
        if (!fits(message)) return
        child.off('message', hear)
        child.off('exit', ended)
        resolve(message)
      })
    })
  }

  send(message: string): void {
    this.#process.send(message)
  }

  /** Ended on the spot, and begun again. */
  async kill(): Promise<void> {
    await this.end()
    this.#process = this.#fork()
    await this.isAtWork()
  }

  async end(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await ended
  }

  stop(): void {
    this.#process.kill('SIGSTOP')
  }

  goOn(): void {
    this.#process.kill('SIGCONT')
  }
}
