// Hosts in Vue and Svelte, whose checkers read these declarations.
import type { GpConnectRecordAttributes, GpcContext } from 'gp-connect-record'

declare module 'vue' {
  export interface GlobalComponents {
    'gp-connect-record': new () => { $props: GpConnectRecordAttributes }
  }
}

declare global {
  namespace svelteHTML {
    interface IntrinsicElements {
      'gp-connect-record': GpConnectRecordAttributes
    }
  }
}

const context: GpcContext = { patient: { nhsNumber: '9990054320' } }
export const svelte: svelteHTML.IntrinsicElements['gp-connect-record'] = { src: '/', context, 'ongpc-ready': ({ detail }) => detail.features }
export const vue: import('vue').GlobalComponents['gp-connect-record']['prototype']['$props'] = { src: '/', sandboxed: true }
// @ts-expect-error no such member
export const wrong: svelteHTML.IntrinsicElements['gp-connect-record'] = { source: '/' }
