// A host in React 19.
import 'gp-connect-record'
import type { GpConnectRecord, GpConnectRecordAttributes, GpcPatient } from 'gp-connect-record'
import type { Ref } from 'react'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'gp-connect-record': GpConnectRecordAttributes & { ref?: Ref<GpConnectRecord>; key?: string }
    }
  }
}

export function Record({ patient, record }: { patient: GpcPatient; record: Ref<GpConnectRecord> }) {
  return (
    <gp-connect-record
      ref={record}
      src="https://gp.example.nhs.uk/"
      banner="full"
      context={{ patient }}
      getToken={async () => 'a.b.c'}
      ongpc-error={({ detail }) => console.warn(detail.code, detail.traceId)}
    />
  )
}

// @ts-expect-error no such banner
export const wrong = () => <gp-connect-record src="/" banner="large" />
