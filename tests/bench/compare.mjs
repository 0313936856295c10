// What measures share: medians, pairwise ratios of interleaved rounds, and waiting for paint.

export const ROUNDS = 21

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Chromium without a frame rate: what is measured is the work up to the paint, not the wait for the next frame. */
export const UNTHROTTLED = ['--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-background-networking']

/**
 * Runs `ours` and `theirs` in turn, so often; each gives its milliseconds. Which goes first changes from round to round.
 * Gives the medians and the median of the pairwise ratios, which a slow moment of the machine moves least.
 */
export async function compare(ours, theirs, rounds = ROUNDS) {
  const pairs = []
  // The first pair warms up and does not count.
  for (let round = -1; round < rounds; round++) {
    const pair = {}
    for (const which of round % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours']) pair[which] = await (which === 'ours' ? ours() : theirs())
    if (round >= 0) pairs.push(pair)
  }
  return {
    rounds,
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  }
}

/** For page.addInitScript: window.timed(change) gives the milliseconds from a change to its paint, window.longest the longest task. */
export function stopwatch() {
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(null)
      }),
    )
  window.timed = async (change) => {
    await painted()
    const start = performance.now()
    change()
    await painted()
    return performance.now() - start
  }
  // To the paint of what only stands later: `stands` is asked at every change of the page.
  window.timedUntil = async (change, stands) => {
    await painted()
    const start = performance.now()
    const there = new Promise((done) => {
      const look = () => {
        if (!stands()) return
        watch.disconnect()
        done()
      }
      const watch = new MutationObserver(look)
      watch.observe(document.documentElement, { childList: true, subtree: true })
      change()
      look()
    })
    await there
    await painted()
    return performance.now() - start
  }
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
  }).observe({ type: 'longtask' })
}
