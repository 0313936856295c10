// Types of <gp-connect-record>: docs/embedding.md says what each means.

/** A patient as the host knows them. All but the number is compared with the national record. */
export interface GpcPatient {
  /** Ten digits; spaces may stay. */
  nhsNumber: string
  /** Such as 1957-03-09. */
  birthDate?: string
  family?: string
  given?: string | readonly string[]
}

export interface GpcContext {
  patient: GpcPatient
}

export type GpcBanner = 'full' | 'micro' | 'none'

export type GpcView =
  | 'summary' | 'timeline' | 'allergies' | 'medications' | 'problems' | 'consultations' | 'investigations' | 'immunisations'
  | 'uncategorised-data' | 'referrals' | 'diary-entries' | 'documents' | 'other-items' | 'practice-view' | 'appointments' | 'book'

export type GpcStatus =
  | 'closed' | 'starting' | 'unreachable' | 'ready' | 'opening' | 'checking' | 'open' | 'stopped' | 'locked'

/** Colours as #rrggbb. */
export type GpcAppearance = Partial<
  Record<'text' | 'quietText' | 'link' | 'header' | 'surface' | 'background' | 'shade' | 'selected' | 'line' | 'edge', string>
>

export type GpcTokenReason = 'start' | 'expiring' | 'refused'

/** expiresAt in seconds since 1970; a JWT says it by itself. */
export type GpcToken = string | { token: string; expiresAt?: number }

export type GpcGetToken = (asked: { reason: GpcTokenReason }) => Promise<GpcToken> | GpcToken

export type GpcErrorCode =
  | 'src' | 'unreachable' | 'version' | 'height' | 'appearance' | 'context' | 'declined' | 'not-found' | 'restricted' | 'deceased'
  | 'invalidated' | 'no-practice' | 'practice-not-set-up' | 'no-record' | 'several-records' | 'mismatch' | 'session' | 'failed' | 'crashed'

export interface GpcError {
  code: GpcErrorCode
  message: string
  retryable: boolean
  traceId?: string | null
}

export interface GpcSession {
  reason: GpcTokenReason
  message: string
}

export interface GpcReady {
  protocol: number
  version: string
  features: string[]
}

export interface GpcEvents {
  'gpc-ready': CustomEvent<GpcReady>
  'gpc-status': CustomEvent<{ status: GpcStatus }>
  'gpc-cleared': CustomEvent<Record<string, never>>
  'gpc-session': CustomEvent<GpcSession>
  'gpc-error': CustomEvent<GpcError>
}

export interface GpConnectRecord extends HTMLElement {
  src: string
  banner: GpcBanner
  view: GpcView | ''
  /** Name of the frame, for screen readers. */
  label: string
  context: GpcContext | null | undefined
  appearance: GpcAppearance | undefined
  getToken: GpcGetToken | undefined
  readonly status: GpcStatus
  close(): Promise<void>
  focus(): void
  print(): void
  addEventListener<K extends keyof GpcEvents>(type: K, listener: (event: GpcEvents[K]) => void, options?: boolean | AddEventListenerOptions): void
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void
}

declare global {
  interface HTMLElementTagNameMap {
    'gp-connect-record': GpConnectRecord
  }
}

/** What JSX and templates may set: for React 19, Vue and Svelte (docs/embedding.md says how to declare it there). */
export interface GpConnectRecordAttributes {
  src: string
  banner?: GpcBanner
  view?: GpcView | ''
  label?: string
  height?: 'auto'
  sandboxed?: boolean | '' | 'strict'
  context?: GpcContext | null
  appearance?: GpcAppearance
  getToken?: GpcGetToken
  class?: string
  className?: string
  id?: string
  hidden?: boolean
  'ongpc-ready'?: (event: GpcEvents['gpc-ready']) => void
  'ongpc-status'?: (event: GpcEvents['gpc-status']) => void
  'ongpc-cleared'?: (event: GpcEvents['gpc-cleared']) => void
  'ongpc-session'?: (event: GpcEvents['gpc-session']) => void
  'ongpc-error'?: (event: GpcEvents['gpc-error']) => void
}
