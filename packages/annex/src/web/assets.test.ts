import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assetPath, assetRoutes } from './assets.js'

describe('assets', () => {
  it('are served under their version, for ever', async () => {
    for (const name of ['annex.css', 'page.js', 'copy.js', 'icon.svg']) {
      const answer = await assetRoutes().request(assetPath(name))
      assert.equal(answer.status, 200, name)
      assert.match(answer.headers.get('Cache-Control') ?? '', /immutable/)
    }
  })

  it('are not there under another version or name', async () => {
    for (const path of [
      '/assets/0123456789abcdef/annex.css',
      assetPath('..%2fassets.js'),
      assetPath('no.css'),
    ]) {
      assert.equal((await assetRoutes().request(path)).status, 404, path)
    }
  })

  it('declare the order of the layers before anything else', async () => {
    const css = await (await assetRoutes().request(assetPath('annex.css'))).text()
    assert.ok(css.indexOf('@layer tokens, base, components, layout;') < css.indexOf('{'))
  })
})
