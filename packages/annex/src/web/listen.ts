/** Taking an address: a port, or a unix socket whose last owner may have died without tidying. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect, type Server } from 'node:net'

/** Somebody else listens there already. */
export class AddressTaken extends Error {}

/**
 * @param port 0 picks a free one
 * @returns the port that was taken
 * @throws AddressTaken when it is in use
 */
export async function listenOnPort(server: Server, port: number, host: string): Promise<number> {
  server.listen({ port, host })
  await listening(
    server,
    `Port ${port} on ${host} is taken. Stop what listens there, or choose another: --port 0 picks a free one.`,
  )
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** @throws AddressTaken when a living server owns the socket; a dead one's file is replaced */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  if (await answers(path)) throw new AddressTaken(`Another server is listening on ${path}.`)
  rmSync(path, { force: true })
  server.listen(path)
  await listening(server, `${path} is taken.`)
}

async function listening(server: Server, taken: string): Promise<void> {
  try {
    await once(server, 'listening')
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw inUse ? new AddressTaken(taken, { cause: error }) : error
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
