/** Turns of node's loop: how we know that code waits for nothing but what we decide. */

const realImmediate = globalThis.setImmediate
let waiting = 0

/** Until everything that can go on by itself has. */
export async function settleDown(): Promise<void> {
  do await new Promise((resolve) => realImmediate(resolve))
  while (isBusy())
}

function isBusy(): boolean {
  return waiting > 0
}

/** The process's own, counted: whoever waits for one is still at work. */
export function countedImmediate(callback: (...values: unknown[]) => void, ...values: unknown[]) {
  waiting += 1
  return realImmediate(() => {
    waiting -= 1
    callback(...values)
  })
}
