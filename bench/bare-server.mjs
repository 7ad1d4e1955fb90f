/** What `node:http` does without us: reads the body, sends as many bytes as it is asked for. */
import { createServer } from 'node:http'

const bodies = new Map()

const server = createServer((request, response) => {
  const bytes = Number(new URL(request.url ?? '', 'http://bare.test').searchParams.get('bytes'))
  const body = bodies.get(bytes) ?? 'x'.repeat(bytes)
  bodies.set(bytes, body)
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes })
    response.end(body)
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})

process.on('message', () =>
  process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage().rss }),
)
process.once('disconnect', () => process.exit())
