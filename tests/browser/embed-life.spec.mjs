// How long the element lives and what it leaves behind: mounts, moves, closing, room, history.
import { react } from '../bench/react-script.mjs'
import { ADEBAYO, expect, HARTLEY, plain, test, wholeBrowser } from './embed.mjs'

test.use(wholeBrowser)

// proves: EM-6
test('React 19 in StrictMode: one frame, one gpc-ready, and no new frame when the component is drawn again', async ({ page, host, portal }) => {
  await page.goto(host.page('/', `<!DOCTYPE html><title>React</title><div id="root"></div><script src="${portal.app}embed-1.js"></script>`))
  await page.addScriptTag({ content: react('development') })
  await page.evaluate(({ src, patient }) => {
    const { createElement, StrictMode, useEffect, useState } = React
    const Record = () => {
      const [drawn, setDrawn] = useState(0)
      window.drawAgain = () => setDrawn((count) => count + 1)
      useEffect(() => {
        window.effects = (window.effects ?? 0) + 1
        return () => {}
      }, [])
      // A new object at each drawing, as one writes it.
      return createElement('gp-connect-record', {
        src,
        banner: 'full',
        context: { patient: { ...patient } },
        'data-drawn': drawn,
        'ongpc-ready': () => (window.told = (window.told ?? 0) + 1),
      })
    }
    ReactDOM.createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(Record)))
  }, { src: portal.app, patient: HARTLEY })
  await expect(portal.banner).toContainText('HARTLEY')
  for (let count = 0; count < 3; count++) await page.evaluate(() => drawAgain())
  await expect(portal.record).toHaveAttribute('data-drawn', '3')
  expect(await page.evaluate(() => effects)).toBe(2)
  expect(await page.evaluate(() => told)).toBe(1)
  expect(await portal.names()).toEqual(['starting', 'gpc-ready', 'ready', 'opening', 'open'])
  await expect(page.locator('iframe')).toHaveCount(1)
})

// proves: EM-6
test('the script twice, the definition twice, a node that moves: one frame and one gpc-ready', async ({ page, host, portal, complaints }) => {
  // A frame that is moved while it loads breaks its loading off.
  complaints.allow(/Failed to fetch|Fetch API cannot load/)
  const twice = `<script src="${portal.app}embed-1.js" defer></script><script type="module">
    import { define } from '${portal.app}embed/pure.js'
    define()
    define()
  </script><div id="elsewhere"></div>`
  await page.goto(host.page('/', plain(portal.app, '', twice)))
  await page.evaluate(() => {
    const record = document.getElementById('record')
    for (let count = 0; count < 3; count++) {
      record.remove()
      document.body.append(record)
    }
  })
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  // A move that the browser makes without a new load, where it can.
  await page.evaluate(() => document.getElementById('elsewhere').moveBefore?.(document.getElementById('record'), null))
  await expect(portal.banner).toContainText('HARTLEY')
  // And one that loads the frame anew: the patient is looked up and compared again.
  await page.evaluate(() => document.body.append(document.getElementById('record')))
  await expect(portal.banner).toContainText('HARTLEY')
  await expect(portal.record.locator('iframe')).toHaveCount(1)
  expect(await portal.heard('gpc-ready')).toHaveLength(1)
})

// proves: EM-8
test('closing: hidden at once, cleared, and the frame is gone; a later context begins afresh', async ({ page, portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const states = await portal.record.evaluate(async (record) => {
    const frame = record.shadowRoot.querySelector('iframe')
    const closing = record.close()
    const atOnce = frame.className
    const same = record.close() === closing
    await closing
    return { atOnce, same, left: record.shadowRoot.querySelectorAll('iframe').length, status: record.status, context: record.context }
  })
  expect(states).toEqual({ atOnce: 'hidden', same: true, left: 0, status: 'closed', context: undefined })
  expect((await portal.names()).slice(-3)).toEqual(['ready', 'gpc-cleared', 'closed'])
  await portal.show(ADEBAYO)
  await expect(portal.banner).toContainText('ADEBAYO')
  await portal.record.evaluate((record) => record.remove())
  await expect(page.locator('iframe')).toHaveCount(0)
})

// proves: EM-8
test('an app that hangs is taken away after two seconds, with whatever it showed', async ({ page, portal }) => {
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const hang = () => portal.inside().evaluate(() => { setTimeout(() => { const end = Date.now() + 6000; while (Date.now() < end); }, 0) })
  await hang()
  const seconds = await portal.record.evaluate(async (record) => {
    const began = performance.now()
    await record.close()
    return (performance.now() - began) / 1000
  })
  expect(seconds).toBeGreaterThan(1.5)
  expect(seconds).toBeLessThan(5)
  await expect(page.locator('iframe')).toHaveCount(0)

  // The same where the host turns to another patient: a new frame, and the old patient is never seen under the new name.
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await hang()
  await portal.show(ADEBAYO)
  await expect(portal.banner).toContainText('ADEBAYO')
})

// proves: EM-8
test('twenty mounts leave neither frames nor memory behind', async ({ page, portal }) => {
  test.setTimeout(180_000)
  await portal.goto()
  const session = await page.context().newCDPSession(page)
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const mount = () =>
    portal.record.evaluate(async (record, patient) => {
      const opened = new Promise((done) => {
        const hear = ({ detail }) => detail.status === 'open' && done(record.removeEventListener('gpc-status', hear))
        record.addEventListener('gpc-status', hear)
      })
      record.context = { patient }
      await opened
      await record.close()
      heard.length = 0
    }, HARTLEY)
  await mount()
  await mount()
  const before = await heap()
  for (let count = 0; count < 20; count++) await mount()
  const after = await heap()
  expect(after - before).toBeLessThan(0.25 * before)
  expect(page.frames()).toHaveLength(1)
})

// proves: EM-3
test('room is kept before the app loads: nothing of the host shifts', async ({ page, portal, host }) => {
  await page.addInitScript(() => {
    globalThis.shifts = 0
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shifts += value))).observe({ type: 'layout-shift', buffered: true })
  })
  // The script comes in the head, as docs/embedding.md says; the box is the host's, by its own style sheet.
  await page.goto(host.page('/', plain(portal.app).replace('<script', '<style>gp-connect-record { display: block; min-height: 30rem }</style><script')))
  const top = await page.getByRole('link', { name: 'After' }).evaluate((link) => link.getBoundingClientRect().top)
  expect(top).toBeGreaterThan(480)
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  expect(await page.getByRole('link', { name: 'After' }).evaluate((link) => link.getBoundingClientRect().top)).toBe(top)
  expect(await page.evaluate(() => shifts)).toBe(0)
})

// proves: EM-2
test('the banner stays on screen wherever the record is scrolled; a frame that grows would lose it, and is refused', async ({ page, portal }) => {
  await portal.goto('height="auto"')
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const message = /height="auto" needs banner="none"/
  expect(await portal.heard('gpc-error')).toEqual([{ code: 'height', retryable: false, message: expect.stringMatching(message) }])
  const box = await portal.record.boundingBox()
  await portal.frame.getByRole('link', { name: 'Medications' }).first().click()
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Medications')
  for (const part of [0, 0.3, 0.6, 1]) {
    await portal.inside().evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), part)
    const banner = await portal.banner.boundingBox()
    expect(banner.y).toBeGreaterThanOrEqual(box.y)
    expect(banner.y + banner.height).toBeLessThanOrEqual(box.y + box.height)
  }
  expect(await portal.record.boundingBox()).toEqual(box)

  // With the host's own banner the frame is as high as what is in it.
  await portal.record.evaluate((record) => (record.banner = 'none'))
  await expect(portal.banner).toHaveCount(0)
  await expect.poll(async () => (await portal.record.boundingBox()).height).toBeGreaterThan(900)
  const heights = await portal.inside().evaluate(() => [document.documentElement.scrollHeight, innerHeight])
  expect(Math.abs(heights[0] - heights[1])).toBeLessThanOrEqual(1)
})

// proves: EM-16
test('moving about in the record adds nothing to the history, and back leaves the host', async ({ page, host, portal }) => {
  await page.goto(host.page('/before', '<!DOCTYPE html><title>Before</title><h1>Before</h1>'))
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  const length = await page.evaluate(() => history.length)
  for (const area of ['Medications', 'Allergies', 'Documents', 'Appointments']) {
    await portal.frame.getByRole('navigation').getByRole('link', { name: area }).first().click()
    await expect(portal.frame.getByRole('heading', { level: 1 }).first()).toContainText(area)
  }
  await portal.record.evaluate((record) => (record.view = 'problems'))
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Problems')
  await portal.show(ADEBAYO)
  await expect(portal.banner).toContainText('ADEBAYO')
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Problems')
  expect(await page.evaluate(() => history.length)).toBe(length)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before')
})
