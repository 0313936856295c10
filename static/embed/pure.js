// <gp-connect-record>: a GP record inside another page (docs/embedding.md). The build makes embed-1.js of this file.
// It shows a frame of the app, which is on an origin of its own, and speaks with it over one port, in messages of the shape of
// SMART Web Messaging. No part of it is a patient's data for longer than the patient is shown.

const PROTOCOL = 1
const RETRY = 200
const RETRY_LATER = 2000
const PATIENCE = 10_000
const CLEARING = 2000
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox allow-modals allow-pointer-lock'
const SANDBOX_STRICT = 'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals'

const STYLE = `
:host { display: block; position: relative; box-sizing: border-box; width: 100%; height: 100%; min-height: 30rem; overflow: hidden; background: #f0f4f5; color: #212b32; font: 1rem/1.5 Arial, sans-serif }
:host([hidden]) { display: none }
iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0 }
:host([height=auto][banner=none]) { height: auto }
:host([height=auto][banner=none]) iframe { position: relative; display: block; min-height: 30rem }
iframe.hidden { visibility: hidden }
.bars { padding: 1rem }
.bars i { display: block; height: 1rem; margin: 0 0 1rem; background: #d8dde0 }
.bars i:first-child { height: 3rem }
.bars i:last-of-type { width: 60% }
.told { position: absolute; z-index: 1; inset: 0 0 auto; margin: 0; padding: 1rem; border-bottom: 4px solid #d5281b; background: #fff }
.told a { color: #005eb8 }
[hidden] { display: none }`

/** Defines the element under this name; where it is defined already, or there is no page (a server), nothing happens. */
export function define(name = 'gp-connect-record') {
  const registry = globalThis.customElements
  if (registry && !registry.get(name)) registry.define(name, element())
}

const made = (tag, members) => Object.assign(document.createElement(tag), members)

/** What of a context is sent, and nothing else of what a host may keep in the same object. */
function known(context) {
  const patient = context?.patient
  if (!patient) return undefined
  const text = (value) => (value == null ? undefined : String(value))
  return {
    patient: {
      nhsNumber: text(patient.nhsNumber)?.replace(/[\s-]/g, ''),
      birthDate: text(patient.birthDate),
      family: text(patient.family),
      given: Array.isArray(patient.given) ? patient.given.join(' ') : text(patient.given),
    },
  }
}

function element() {
  let sheet

  return class GpConnectRecord extends HTMLElement {
    static observedAttributes = ['banner', 'height', 'label', 'view']

    #frame
    #words
    #told
    #port
    #ports = []
    #origin
    #handle
    #sent = 0
    #retry
    #patience
    #offer
    #getToken
    #clearing
    #cleared
    #closing
    #isReady = false
    #isClosed = false
    #isShown = false
    #wanted
    #appearance
    #status = 'closed'

    constructor() {
      super()
      if (!sheet) {
        sheet = new CSSStyleSheet()
        sheet.replaceSync(STYLE)
      }
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      this.#words = made('div', { className: 'bars', hidden: true })
      this.#words.setAttribute('aria-hidden', 'true')
      this.#words.append(...Array.from({ length: 6 }, () => made('i')))
      this.#told = made('p', { className: 'told', hidden: true })
      this.#told.setAttribute('role', 'alert')
      root.append(this.#words, this.#told)
    }

    connectedCallback() {
      // Set before the script came: they hide what the class has under these names.
      for (const name of ['getToken', 'appearance', 'context', 'src', 'banner', 'view', 'label']) {
        if (!Object.hasOwn(this, name)) continue
        const value = this[name]
        delete this[name]
        this[name] = value
      }
      // Later, so that a node which is moved or mounted twice in one go gets one frame.
      queueMicrotask(() => this.isConnected && !this.#isClosed && this.#mount())
    }

    disconnectedCallback() {
      queueMicrotask(() => this.isConnected || this.#end())
    }

    /** A move that keeps the frame as it is (moveBefore). */
    connectedMoveCallback() {}

    attributeChangedCallback(name, before, now) {
      if (before === now || !this.#frame) return
      this.#frame.title = this.label
      // Later, because height and banner are two attributes that change together.
      if (name === 'height' || name === 'banner') queueMicrotask(() => this.#checkHeight())
      this.#post('gpc.settings', this.#settings())
    }

    get status() { return this.#status }
    get src() { return this.getAttribute('src') ?? '' }
    set src(value) { this.setAttribute('src', value) }
    get banner() { return this.getAttribute('banner') ?? 'full' }
    set banner(value) { this.setAttribute('banner', value) }
    get view() { return this.getAttribute('view') ?? '' }
    set view(value) { this.setAttribute('view', value) }
    get label() { return this.getAttribute('label') ?? 'GP record' }
    set label(value) { this.setAttribute('label', value) }
    /** Gives the app a token: ({ reason }) => Promise<string | { token, expiresAt }>. */
    get getToken() { return this.#getToken }
    set getToken(getToken) { this.#getToken = getToken }
    get appearance() { return this.#appearance }
    set appearance(tokens) {
      this.#appearance = tokens ? { ...tokens } : undefined
      this.#post('gpc.settings', this.#settings())
    }

    /** Whose record is shown: { patient: { nhsNumber, birthDate, family, given } }; nobody's with null. */
    get context() { return this.#wanted && structuredClone(this.#wanted) }
    set context(context) {
      const wanted = known(context)
      if (JSON.stringify(wanted) === JSON.stringify(this.#wanted)) return
      this.#wanted = wanted
      if (this.#closing) return
      if (!this.#frame) {
        if (wanted && this.isConnected) this.#mount()
      } else if (this.#port) {
        this.#open()
      }
    }

    /** Clears the record, then takes the frame away; resolves when both are done. */
    close() {
      this.#wanted = undefined
      this.#isClosed = true
      if (!this.#frame) return Promise.resolve()
      this.#closing ??= this.#clear().then(() => {
        this.#closing = undefined
        this.#end()
        if (this.#wanted && this.isConnected) this.#mount()
      })
      return this.#closing
    }

    /** Puts the focus into the record. */
    focus() {
      this.#frame?.focus()
      this.#post('gpc.focus')
    }

    /** Prints the record, and nothing of the page around it. */
    print() {
      this.#post('gpc.print')
    }

    #mount() {
      if (this.#frame) return
      this.#isClosed = false
      const address = this.src && URL.canParse(this.src, document.baseURI) && new URL(this.src, document.baseURI)
      if (!/^https?:$/.test(address?.protocol)) return this.#fail('src', 'The attribute src has no address of the GP record service.', false)
      this.#origin = address.origin
      this.#handle = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      const frame = made('iframe', { title: this.label, allow: 'clipboard-write; fullscreen', referrerPolicy: 'no-referrer' })
      if (this.hasAttribute('sandboxed')) frame.setAttribute('sandbox', this.#isStrict() ? SANDBOX_STRICT : SANDBOX)
      frame.addEventListener('load', () => this.#greet(frame))
      this.#frame = frame
      this.#words.hidden = false
      this.#checkHeight()
      this.#be('starting')
      this.#wait()
      frame.src = address.href
      this.shadowRoot.append(frame)
    }

    #isStrict() {
      return this.getAttribute('sandboxed') === 'strict'
    }

    /** Each load is a new page, which knows nothing of the one before. */
    #greet(frame) {
      if (frame !== this.#frame) return
      this.#forget()
      this.#wait()
      this.#offer = () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => this.#accept(port1, data)
        this.#ports.push(port1)
        if (this.#ports.length > 60) this.#ports.shift().close()
        const greeting = { protocols: [PROTOCOL], ...this.#settings(), documents: this.#documents() }
        frame.contentWindow?.postMessage(this.#message('status.handshake', greeting), this.#origin, [port2])
      }
      this.#offer()
      this.#retry = setInterval(this.#offer, RETRY)
    }

    #documents() {
      if (!this.hasAttribute('sandboxed')) return 'inline'
      return this.#isStrict() ? 'download' : 'window'
    }

    #wait() {
      clearTimeout(this.#patience)
      this.#patience = setTimeout(() => {
        this.#be('unreachable')
        this.#fail('unreachable', 'The GP record could not be reached from this page.', true, this.src)
        // Whoever comes late is still welcome.
        if (!this.#retry) return
        clearInterval(this.#retry)
        this.#retry = setInterval(this.#offer, RETRY_LATER)
      }, PATIENCE)
    }

    #accept(port, data) {
      if (this.#port || data?.messagingHandle !== this.#handle || !data.responseToMessageId) return
      for (const other of this.#ports.splice(0)) if (other !== port) other.close()
      clearInterval(this.#retry)
      clearTimeout(this.#patience)
      const { protocol, version, features, error } = data.payload ?? {}
      if (error || protocol !== PROTOCOL) {
        port.close()
        return this.#fail('version', 'This page and the GP record service do not understand each other: one of them must be updated.', false)
      }
      this.#port = port
      port.onmessage = ({ data }) => this.#receive(data)
      this.#told.hidden = true
      this.#isShown = false
      if (!this.#isReady) {
        this.#isReady = true
        this.#tell('gpc-ready', { protocol, version, features })
      }
      this.#open()
    }

    #receive(message) {
      if (message?.messagingHandle !== this.#handle) return
      const { messageType, payload = {} } = message
      if (messageType === 'gpc.status') this.#be(payload.status)
      else if (messageType === 'gpc.cleared') this.#cleared?.()
      else if (messageType === 'gpc.error') this.#tell('gpc-error', payload)
      else if (messageType === 'gpc.session') this.#tell('gpc-session', payload)
      else if (messageType === 'gpc.token') this.#answer(message)
      else if (messageType === 'gpc.size') this.#resize(payload.height)
      else if (messageType === 'gpc.escape') this.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, composed: true, cancelable: true }))
    }

    async #answer({ messageId, payload }) {
      const port = this.#port
      let answer = {}
      try {
        const given = await this.#getToken({ reason: payload.reason })
        answer = typeof given === 'string' ? { token: given } : { token: given.token, expiresAt: given.expiresAt }
      } catch {
        // The app says in words that nobody is signed in, and asks for gpc-session.
      }
      port?.postMessage({ ...this.#message('gpc.token', answer), responseToMessageId: messageId })
    }

    /** Shows whoever is wanted. Whoever was shown is hidden from this moment on, and cleared first. */
    async #open() {
      if (this.#clearing) return
      if (this.#isShown) {
        const isCleared = await this.#clear()
        if (this.#closing || !this.#frame) return
        if (!isCleared) {
          // An app that cannot clear itself is taken away with all that it shows.
          this.#end()
          return this.#mount()
        }
        this.#frame.classList.remove('hidden')
      }
      if (!this.#port || !this.#wanted) return
      this.#isShown = true
      this.#post('gpc.context.open', this.#wanted)
    }

    /** Resolves with whether the app has cleared itself, at most two seconds later. */
    #clear() {
      const wasShown = this.#isShown
      this.#clearing ??= new Promise((done) => {
        this.#frame.classList.add('hidden')
        if (!this.#port) return done(false)
        const timer = setTimeout(done, CLEARING, false)
        this.#cleared = () => done(true, clearTimeout(timer))
        this.#post('gpc.context.close')
      }).then((isCleared) => {
        this.#clearing = this.#cleared = undefined
        this.#isShown = false
        if (!isCleared) this.#frame?.remove()
        if (wasShown) this.#tell('gpc-cleared', {})
        return isCleared
      })
      return this.#clearing
    }

    #checkHeight() {
      const isAuto = this.getAttribute('height') === 'auto'
      if (isAuto && this.banner !== 'none') {
        const message = 'height="auto" needs banner="none": a banner that scrolls away with the page does not say whose record it is.'
        console.warn(`gp-connect-record: ${message}`)
        this.#tell('gpc-error', { code: 'height', retryable: false, message })
      }
      if (this.#frame && !(isAuto && this.banner === 'none')) this.#frame.style.height = ''
    }

    #resize(height) {
      if (this.getAttribute('height') === 'auto' && this.banner === 'none' && height > 0) this.#frame.style.height = `${Math.ceil(height)}px`
    }

    #settings() {
      const { banner, view } = this
      return { banner, view, autoHeight: this.getAttribute('height') === 'auto' && banner === 'none', appearance: this.#appearance ?? {} }
    }

    #message(messageType, payload = {}) {
      return { messagingHandle: this.#handle, messageId: `${this.#handle}-${++this.#sent}`, messageType, payload }
    }

    #post(messageType, payload) {
      this.#port?.postMessage(this.#message(messageType, payload))
    }

    #be(status) {
      if (status === this.#status) return
      this.#status = status
      this.#tell('gpc-status', { status })
    }

    #fail(code, message, retryable, address) {
      this.#told.replaceChildren(message)
      if (address) {
        this.#told.append(' ', made('a', { href: address, target: '_blank', rel: 'noopener noreferrer', textContent: 'Open the service in a window of its own' }))
      }
      this.#told.hidden = false
      this.#tell('gpc-error', { code, retryable, message })
    }

    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }))
    }

    #forget() {
      clearInterval(this.#retry)
      clearTimeout(this.#patience)
      this.#retry = undefined
      for (const port of this.#ports.splice(0)) port.close()
      this.#port?.close()
      this.#port = undefined
      // A page that has gone shows nobody.
      this.#cleared?.()
    }

    #end() {
      this.#forget()
      this.#isShown = false
      this.#frame?.remove()
      this.#frame = undefined
      this.#isReady = false
      this.#words.hidden = true
      this.#told.hidden = true
      this.#be('closed')
    }
  }
}
