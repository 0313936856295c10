// Running other programs: what they print goes to the screen, and to the caller where it asks.
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Something the user has to do or mend; shown without a stack. */
export class Stop extends Error {}

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

// Ours first: a wasm-opt or wasm-bindgen of another version, found on PATH, must not be taken.
process.env.PATH = [`${root}/.tools/bin`, `${root}/node_modules/.bin`, process.env.PATH].join(':')
// Trunk reads NO_COLOR as true or false only and stops at the usual "1".
if (process.env.NO_COLOR) process.env.NO_COLOR = 'true'

export const say = (text) => console.log(`\n» ${text}`)

export const duration = (milliseconds) => {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export const stopwatch = () => {
  const start = performance.now()
  return () => duration(performance.now() - start)
}

/** Runs a program to its end; resolves to its exit code and, with `capture`, what it printed. Complaints like `leaveOut` are not shown. */
export function run(command, { env = {}, capture = false, leaveOut } = {}) {
  const [program, ...args] = command
  return new Promise((done, failed) => {
    const colour = process.stdout.isTTY && (capture || leaveOut) ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' } : {}
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...colour, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', leaveOut ? 'pipe' : 'inherit'],
    })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      process.stdout.write(chunk)
      output += chunk
    })
    if (leaveOut) createInterface({ input: child.stderr }).on('line', (line) => leaveOut.test(line) || console.error(line))
    child.on('error', (error) => failed(new Stop(`${program} could not be run: ${error.message}`)))
    // Without the colours, so that it can be searched.
    child.on('close', (code) => done({ code: code ?? 1, output: output.replaceAll(/\u001b\[[0-9;]*m/g, '') }))
  })
}

/** Runs a program that has to succeed. */
export async function must(command, failure, options) {
  const { code } = await run(command, options)
  if (code !== 0) throw new Stop(failure)
}

/** What a short command prints, or undefined where it is missing or fails. */
export function ask(program, ...args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return status === 0 ? stdout.trim() : undefined
}
