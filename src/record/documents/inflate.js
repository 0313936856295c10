// Inflates a compressed stream of a PDF where it begins as a stream of objects does ("12 0 13 57 …"); other streams hold what is
// drawn, and are left alone.

/** More than any letter holds: what is larger is not looked through. */
const MOST_BYTES = 64_000_000

/** The bytes; nothing of another stream. Fails where they cannot be had. */
export const objects = async (stream) => {
  const reader = new Blob([stream]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const pieces = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (length === 0 && !/^\s*\d+\s+\d+\s/.test(String.fromCharCode(...value.subarray(0, 64)))) return undefined
      pieces.push(value)
      length += value.length
      if (length > MOST_BYTES) throw new Error('too large')
    }
  } catch (error) {
    // Line ends behind the stream are no part of it; everything in front of them has arrived.
    if (length === 0 || length > MOST_BYTES) throw error
  } finally {
    reader.cancel().catch(() => {})
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}
