/** A seed becomes rows, all or none: what is missing is added, what is there stays as it is. */
import { createHash } from 'node:crypto'
import { hashPassword } from '../../core/password.js'
import { findAccount } from '../store/accounts.js'
import { isApplied, markApplied } from '../store/applied-seeds.js'
import { findMemberByEmail } from '../store/members.js'
import { applyAccount, type SeededAccount } from './accounts.js'
import { applyConnection } from './connections.js'
import { applyEndpoint } from './endpoints.js'
import { applyExtension } from './extension.js'
import { applyProduct } from './products.js'
import { storyNames, writeHistory } from './history/write-history.js'
import { unknownAccount, unknownStory } from './seed-error.js'
import type { Seed, SeedAccount, SeedHistory } from './seed-file.js'
import type { SeedTools } from './tools.js'

/**
 * Histories come before endpoints and connections: nobody is owed news that is months old.
 * @returns the accounts in the seed's order, with every secret that is known now
 */
export async function applySeed(seed: Seed, tools: SeedTools): Promise<SeededAccount[]> {
  const hashes = await hashPasswords(seed, tools)
  return tools.store.transaction(() => {
    const accounts = seed.accounts.map((one) => applyAccount(one, hashes.get(one.email), tools))
    once(`seed ${digestOf(seed)}`, tools, () => {
      for (const history of seed.history) applyHistory(history, tools)
      for (const [index, account] of seed.accounts.entries()) {
        applySettings(account, accounts[index]?.id ?? '', tools)
      }
      for (const connection of seed.connections) applyConnection(connection, tools)
    })
    return accounts
  })
}

// Slow on purpose, so only for people who are not there yet; the transaction must not wait for it.
async function hashPasswords(seed: Seed, { store, random }: SeedTools) {
  const people = seed.accounts.filter(
    ({ email, password }) => password !== undefined && !findMemberByEmail(store, email),
  )
  const entries = people.map(async ({ email, password = '' }) => {
    return [email, await hashPassword(password, random)] as const
  })
  return new Map(await Promise.all(entries))
}

function applyHistory(history: SeedHistory, tools: SeedTools): void {
  const { account, story, months, random_seed: randomSeed } = history
  if (!storyNames.includes(story)) throw unknownStory(story)
  if (!findAccount(tools.store, account)) throw unknownAccount(account)
  // Also when another seed names the same history: it would double every payment.
  once(`history ${account} ${story}`, tools, () =>
    writeHistory(tools.engine, { account, story, months, randomSeed }),
  )
}

function applySettings(account: SeedAccount, id: string, tools: SeedTools): void {
  for (const product of account.products) applyProduct(product, id, tools)
  if (account.extension) applyExtension(account.extension, id, tools)
  for (const endpoint of account.webhook_endpoints) applyEndpoint(endpoint, id, tools)
}

function once(name: string, { store, clock }: SeedTools, work: () => void): void {
  if (isApplied(store, name)) return
  store.transaction(() => {
    work()
    markApplied(store, name, clock.now())
  })
}

function digestOf(seed: Seed): string {
  return createHash('sha256').update(JSON.stringify(seed)).digest('hex')
}
