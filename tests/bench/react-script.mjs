// React as a script of a page, made of what npm installs.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** React and its DOM renderer as they run in production, or in development, in one script: window.React, window.ReactDOM. */
export function react(kind = 'production') {
  const require = createRequire(import.meta.url)
  const files = {
    react: `react/cjs/react.${kind}.js`,
    scheduler: `scheduler/cjs/scheduler.${kind}.js`,
    'react-dom': `react-dom/cjs/react-dom.${kind}.js`,
    'react-dom/client': `react-dom/cjs/react-dom-client.${kind}.js`,
  }
  const folder = (name) => require.resolve(`${name}/package.json`).slice(0, -'/package.json'.length)
  const source = (path) => readFileSync(path.replace(/^[^/]+/, folder), 'utf8')
  const modules = Object.entries(files).map(([name, path]) => `${JSON.stringify(name)}(module, exports, require) {${source(path)}\n}`)
  return `{
    const process = { env: { NODE_ENV: "${kind}" } }
    const sources = {${modules.join(',')}}, made = {}
    const require = (name) => {
      if (!made[name]) {
        made[name] = { exports: {} }
        sources[name](made[name], made[name].exports, require)
      }
      return made[name].exports
    }
    window.React = require('react')
    window.ReactDOM = { ...require('react-dom'), ...require('react-dom/client') }
  }`
}
