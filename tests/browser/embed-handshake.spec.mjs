// The handshake between a page and the app in its frame: it cannot be lost, and nobody else takes part in it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADEBAYO, expect, HARTLEY, plain, startHost, test } from './embed.mjs'
import { dist, root } from './servers.mjs'

/** An app of the next version, as far as a host sees one: it speaks version 1 too, and says more than version 1 knows. */
const LATER = `<!DOCTYPE html><title>Later</title><script>
addEventListener('message', ({ data, ports: [port] }) => {
  const say = (message) => port.postMessage({ messagingHandle: data.messagingHandle, messageId: String(Math.random()), ...message })
  say({ responseToMessageId: data.messageId, payload: { protocol: 1, version: '9.0.0', features: ['banner', 'later'], later: {} } })
  say({ messageType: 'gpc.later', payload: { later: true } })
  say({ messageType: 'gpc.status', payload: { status: 'ready', later: true } })
}, { once: true })
</script>`

// proves: EM-4
test('an app that listens late, and one that is loaded again, is met all the same', async ({ page, portal }) => {
  await page.route('**/config.json', async (route) => {
    await new Promise((done) => setTimeout(done, 1500))
    await route.continue()
  })
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.inside().evaluate(() => location.reload())
  await expect.poll(async () => (await portal.names()).filter((name) => name === 'open').length).toBe(2)
  await expect(portal.banner).toContainText('HARTLEY')
  expect(await portal.heard('gpc-ready')).toHaveLength(1)
})

// proves: EM-4
test('a service that refuses to be framed: ten seconds, then words, a link and an event', async ({ page, host, portal, complaints }) => {
  complaints.allow(/X-Frame-Options|chrome-error|does not match the recipient window's origin|third party/)
  const other = await startHost()
  const src = `${other.origin.replace('localhost', '127.0.0.1')}/`
  other.page('/', 'never seen', { 'x-frame-options': 'DENY' })
  await page.clock.install()
  await page.goto(host.page('/', plain(portal.app, '').replace(`src="${portal.app}" `, `src="${src}" `)))
  await expect.poll(portal.names).toEqual(['starting'])
  await page.clock.fastForward(9_000)
  expect(await portal.heard('gpc-error')).toEqual([])
  await page.clock.fastForward(2_000)
  const words = 'The GP record could not be reached from this page.'
  await expect(portal.record.getByRole('alert')).toContainText(words)
  await expect(portal.record.getByRole('link')).toHaveAttribute('href', src)
  expect(await portal.heard('gpc-error')).toEqual([{ code: 'unreachable', retryable: true, message: words }])
  await other.stop()
})

// proves: EM-4
test('a page that is not on the list gets no answer, and the frame says why and shows nothing else', async ({ page, site, portal }) => {
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await site.settings((config) => (config.embedding.hosts = ['https://portal.example.nhs.uk']))
  await portal.goto()
  await portal.show(HARTLEY)
  await expect(portal.frame.getByRole('heading', { level: 1 })).toHaveText('Not shown here')
  await expect(portal.frame.getByRole('alert')).toContainText('http://localhost:')
  expect(await portal.names()).toEqual(['starting'])
  expect(asked.some((path) => path.includes('Patient'))).toBe(false)

  await site.settings((config) => delete config.embedding)
  await portal.goto()
  await expect(portal.frame.getByRole('alert')).toContainText('a window of its own, and not inside another page')
  await portal.show(HARTLEY)
  await page.waitForTimeout(1000)
  expect(await portal.names()).toEqual(['starting'])
  expect(asked.some((path) => path.includes('Patient'))).toBe(false)
})

// proves: EM-4
test('only the parent is answered: neither the page itself, nor a frame beside it, nor a message without a port', async ({ page, host, portal }) => {
  await page.goto(host.page('/', `<!DOCTYPE html><title>Bare</title><iframe id="app" src="${portal.app}"></iframe><iframe id="beside" srcdoc="<p>beside</p>"></iframe>`))
  await expect(page.frameLocator('#app').getByRole('status').filter({ hasText: 'Waiting for the page around this one' })).toBeVisible()
  const greeting = { messagingHandle: 'h', messageId: '1', messageType: 'status.handshake', payload: { protocols: [1] } }
  const answered = await page.evaluate(async ({ greeting, target }) => {
    const app = document.getElementById('app').contentWindow
    const { port1, port2 } = new MessageChannel()
    const heard = []
    port1.onmessage = ({ data }) => heard.push(data)
    app.postMessage(greeting, target)
    app.postMessage({ ...greeting, messageType: 'gpc.context.open' }, target, [new MessageChannel().port2])
    const beside = document.getElementById('beside').contentWindow
    beside.port = port2
    beside.eval(`parent.frames[0].postMessage(${JSON.stringify(greeting)}, ${JSON.stringify(target)}, [port])`)
    await new Promise((done) => setTimeout(done, 800))
    return heard
  }, { greeting, target: new URL(portal.app).origin })
  expect(answered).toEqual([])
  await expect(page.frameLocator('#app').getByText('Waiting for the page around this one')).toBeVisible()
})

// proves: EM-5
test('a host of the first version works as it was published, and one of a version nobody knows is refused clearly', async ({ page, host, portal }) => {
  host.page('/embed-1.js', readFileSync(join(root, 'tests/browser/embed-frozen/embed-1.js')), { 'content-type': 'text/javascript' })
  await page.goto(host.page('/', plain(portal.app).replace(`${portal.app}embed-1.js`, '/embed-1.js')))
  await portal.show(HARTLEY)
  await expect(portal.banner).toContainText('HARTLEY')
  await portal.show(ADEBAYO)
  await expect(portal.banner).toContainText('ADEBAYO')
  await portal.record.evaluate((record) => record.close())
  await expect(portal.record.locator('iframe')).toHaveCount(0)

  const unknown = readFileSync(join(dist, 'embed-1.js'), 'utf8').replace('const PROTOCOL = 1', 'const PROTOCOL = 99')
  host.page('/embed-1.js', unknown, { 'content-type': 'text/javascript' })
  await page.reload()
  await expect(portal.frame.getByRole('alert')).toContainText('a version of the embedding script that this service does not understand')
  await expect(portal.record.getByRole('alert').first()).toContainText('do not understand each other')
  expect(await portal.heard('gpc-error')).toMatchObject([{ code: 'version', retryable: false }])
})

// proves: EM-5
test('a host of this version works with an app of the next', async ({ page, host, portal }) => {
  host.page('/later', LATER)
  await page.goto(host.page('/', plain(portal.app).replace(`src="${portal.app}" `, 'src="/later" ')))
  await expect.poll(portal.names).toEqual(['starting', 'gpc-ready', 'ready'])
  expect(await portal.heard('gpc-ready')).toEqual([{ protocol: 1, version: '9.0.0', features: ['banner', 'later'] }])
})
