/**
 * How much of what `node:http` can do at all is left once it is the API, against a bare server that
 * sends as many bytes: `node bench/api.mjs [--seconds 2] [--rounds 3] [--only retrieve] [--growth 100000]`.
 * README.md beside this file says how to read it.
 */
import { parseArgs } from 'node:util'
import { cpus, loadavg } from 'node:os'
import { keyed, scenariosFor } from './scenarios.mjs'
import { measure, start, stop } from './server.mjs'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    /** How many objects stand in the larger of two stores; left out: growth is not measured. */
    growth: { type: 'string' },
    /** Where the data goes; by default the directory for temporary files. */
    data: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const place = values.data === undefined ? [] : [values.data]

const results = values.growth === undefined ? await againstBare() : await growth(values.growth)
console.log(JSON.stringify({ ...machine(), results }))

async function againstBare() {
  const annex = await start('api-server.mjs', '100', ...place)
  const bare = await start('bare-server.mjs')
  const found = []
  for (const scenario of chosen(annex)) {
    const bytes = await sizeOf(annex, scenario.request)
    const ceiling = { ...scenario.request, path: `/?bytes=${bytes}` }
    for (const connections of [16, 1]) {
      const [from, api] = await inTurn(
        [bare, ceiling, connections],
        [annex, scenario.request, connections],
      )
      const shares = { rate: api.rate / from.rate, processor: from.micros / api.micros }
      found.push({ scenario: scenario.name, connections, bytes, bare: from, annex: api, shares })
      tellShare(found.at(-1))
    }
  }
  await Promise.all([stop(annex), stop(bare)])
  return found
}

/** The same requests of a small store and of a large one. */
async function growth(objects) {
  const [small, large] = [
    await start('api-server.mjs', '1000', ...place),
    await start('api-server.mjs', objects, ...place),
  ]
  const found = []
  const scenariosOfLarge = chosen(large)
  for (const [index, { name, request }] of chosen(small).entries()) {
    const there = scenariosOfLarge[index].request
    const [few, many] = await inTurn([small, request, 16], [large, there, 16])
    found.push({ scenario: name, few, many, growth: many.micros / few.micros })
    console.log(
      `${name.padEnd(16)} ${shown(few)} → ${shown(many)}   ×${found.at(-1).growth.toFixed(2)}` +
        `   ${memory(few)} → ${memory(many)}`,
    )
  }
  await Promise.all([stop(small), stop(large)])
  return found
}

function chosen(annex) {
  return scenariosFor(annex).filter(({ name }) => name.includes(values.only))
}

/** Both in alternation, so that a busy moment of the machine meets both; the median of each. */
async function inTurn(...pair) {
  const rows = pair.map(() => [])
  for (const [server, request] of pair)
    await measure(server, request, { connections: 16, seconds: 1 })
  for (let round = 0; round < rounds; round++) {
    for (const [index, [server, request, connections]] of pair.entries()) {
      rows[index].push(await measure(server, request, { connections, seconds }))
    }
  }
  return rows.map(median)
}

function median(rows) {
  const middle = (name) =>
    rows.map((row) => row[name]).sort((a, b) => a - b)[Math.floor(rows.length / 2)]
  const medians = Object.fromEntries(Object.keys(rows[0]).map((name) => [name, middle(name)]))
  // Memory is no matter of luck: what counts is whether it grows.
  return { ...medians, rss: rows.at(-1).rss, rssBefore: rows[0].rss }
}

async function sizeOf(annex, { path, method = 'GET', headers, body }) {
  const init = keyed({ method, headers, ...(body && { body }) })
  const response = await fetch(annex.url + path, init)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return Buffer.byteLength(text)
}

function machine() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    load: loadavg()[0],
  }
}

function tellShare({ scenario, connections, bytes, bare, annex, shares }) {
  console.log(
    `${scenario.padEnd(16)} ${String(connections).padStart(2)} conn ${String(bytes).padStart(6)} B` +
      `   bare ${shown(bare)}   annex ${shown(annex)}` +
      `   rate ${percent(shares.rate)}  processor ${percent(shares.processor)}` +
      `   p99 ${annex.p99} ms, ${annex.failed} failed, ${memory(annex)}`,
  )
}

function shown({ rate, micros }) {
  return `${String(Math.round(rate)).padStart(6)}/s (${micros.toFixed(0).padStart(3)} µs)`
}

/** After the first round and after the last. */
function memory({ rssBefore, rss }) {
  return `${Math.round(rssBefore / 2 ** 20)}–${Math.round(rss / 2 ** 20)} MB`
}

function percent(share) {
  return `${(100 * share).toFixed(0).padStart(3)} %`
}
