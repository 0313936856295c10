import type { GpConnectRecord } from './index.js'
export type * from './index.js'

/** Defines the element; does nothing where it is defined already, or where there is no page (a server). */
export function define(name?: string): void

export { GpConnectRecord }
