// What measures share: medians, pairwise ratios of interleaved rounds, and waiting for paint.

/** Fewer only for a quick look: BENCH_ROUNDS=5. */
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21)

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Chromium without a frame rate: what is measured is the work up to the paint, not the wait for the next frame. */
export const UNTHROTTLED = ['--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-background-networking']

/**
 * Runs each way in turn, so often; each gives its milliseconds. Their order changes from round to round. Gives by name the
 * median, the median of the pairwise ratios to `theirs`, which a slow moment of the machine moves least, and the ratio of the
 * quickest rounds, which a busy machine moves least.
 */
export async function compareAll(ways, rounds = ROUNDS) {
  const all = []
  // The first round warms up and does not count.
  for (let round = -1; round < rounds; round++) {
    const times = {}
    const names = Object.keys(ways)
    for (const name of round % 2 === 0 ? names : names.reverse()) times[name] = await ways[name]()
    if (round >= 0) all.push(times)
  }
  const least = (name) => Math.min(...all.map((times) => times[name]))
  const found = (name) => ({
    median: median(all.map((times) => times[name])),
    ratio: median(all.map((times) => times[name] / times.theirs)),
    // Of the quickest round of each: what else the machine does only ever adds.
    leastRatio: least(name) / least('theirs'),
  })
  return Object.fromEntries(Object.keys(ways).map((name) => [name, found(name)]))
}

/** Two ways, in turn. */
export async function compare(ours, theirs, rounds = ROUNDS) {
  const found = await compareAll({ ours, theirs }, rounds)
  return { rounds, ours: found.ours.median, theirs: found.theirs.median, ratio: found.ours.ratio }
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
  // A change and what is only there later: `stands` is asked at every change of the page.
  const changed = (change, stands) =>
    new Promise((done) => {
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
  // To its paint.
  window.timedUntil = async (change, stands) => {
    await painted()
    const start = performance.now()
    await changed(change, stands)
    await painted()
    return performance.now() - start
  }
  // To its layout.
  window.laidOut = async (change, stands) => {
    await painted()
    const start = performance.now()
    await changed(change, stands)
    document.body.getBoundingClientRect()
    return performance.now() - start
  }
  // Until nothing has been added or taken away for a while: lists are drawn a piece at a time.
  window.settled = async () => {
    let last
    for (let count = -1; count !== last; ) {
      last = count
      await new Promise((done) => setTimeout(done, 60))
      count = document.getElementsByTagName('*').length
    }
  }
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
  }).observe({ type: 'longtask' })
}
