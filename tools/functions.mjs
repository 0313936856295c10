// What a WebAssembly file holds, function by function: read from its code and its names, before wasm-opt takes the names away.
import { readFileSync } from 'node:fs'

const CUSTOM = 0
const IMPORT = 2
const CODE = 10
const FUNCTION_NAMES = 1

/** Reads numbers and texts of the binary format, one after another. */
class Reader {
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at })
  }
  number() {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  text() {
    const length = this.number()
    return this.bytes.toString('utf8', this.at, (this.at += length))
  }
  limits() {
    if (this.number() & 1) this.number()
    this.number()
  }
  /** Passes over what an import is; says whether it is a function. */
  imported() {
    const kind = this.bytes[this.at++]
    if (kind === 0) this.number()
    else if (kind === 1) (this.number(), this.limits())
    else if (kind === 2) this.limits()
    else this.at += 2
    return kind === 0
  }
}

/** The functions of a file that still has its names, each with its size in bytes. */
export function functions(file) {
  const bytes = readFileSync(file)
  const reader = new Reader(bytes, 8)
  const sizes = []
  const names = new Map()
  let imported = 0
  while (reader.at < bytes.length) {
    const id = bytes[reader.at++]
    const end = reader.number() + reader.at
    if (id === IMPORT) {
      for (let left = reader.number(); left > 0; left--) {
        reader.text()
        reader.text()
        if (reader.imported()) imported++
      }
    } else if (id === CODE) {
      for (let left = reader.number(); left > 0; left--) {
        const size = reader.number()
        sizes.push(size)
        reader.at += size
      }
    } else if (id === CUSTOM && reader.text() === 'name') {
      while (reader.at < end) {
        const kind = bytes[reader.at++]
        const until = reader.number() + reader.at
        if (kind === FUNCTION_NAMES) for (let left = reader.number(); left > 0; left--) names.set(reader.number(), reader.text())
        reader.at = until
      }
    }
    reader.at = end
  }
  return sizes.map((size, index) => ({ name: demangled(names.get(index + imported) ?? '(no name)').replace(/::h[0-9a-f]{16}(\.\d+)?$/, ''), size }))
}

const SIGNS = { LT: '<', GT: '>', RF: '&', BP: '*', LP: '(', RP: ')', C: ',', SP: '@' }

/** `_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE` as `core::fmt::Write::write_fmt`. */
function demangled(name) {
  if (!name.startsWith('_ZN')) return name
  const parts = []
  for (let at = 3; /\d/.test(name[at]); ) {
    const digits = name.slice(at).match(/^\d+/)[0]
    at += digits.length
    parts.push(name.slice(at, (at += Number(digits))))
  }
  if (/^h[0-9a-f]{16}$/.test(parts.at(-1))) parts.pop()
  const plain = (part) =>
    part
      .replace(/^_(?=\$)/, '')
      .replaceAll('..', '::')
      .replaceAll(/\$u([0-9a-f]+)\$/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
      .replaceAll(/\$([A-Z]+)\$/g, (whole, sign) => SIGNS[sign] ?? whole)
  return parts.map(plain).join('::')
}
