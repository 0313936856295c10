// A host in plain TypeScript.
import type { GpcContext, GpcError } from 'gp-connect-record'
import { define } from 'gp-connect-record/pure'

define()
const record = document.createElement('gp-connect-record')
record.src = 'https://gp.example.nhs.uk/'
record.banner = 'micro'
record.view = 'medications'
const context: GpcContext = { patient: { nhsNumber: '999 005 4320', birthDate: '1957-03-09', family: 'Hartley', given: ['Imogen'] } }
record.context = context
record.context = null
record.appearance = { header: '#1d4f2b' }
record.getToken = async ({ reason }) => (reason === 'start' ? 'a.b.c' : { token: 'd', expiresAt: 1_795_230_000 })
record.addEventListener('gpc-error', ({ detail }) => {
  const error: GpcError = detail
  if (error.retryable && error.code === 'failed') console.warn(error.traceId)
})
record.addEventListener('gpc-status', ({ detail }) => detail.status === 'open' && record.print())
record.addEventListener('click', ({ clientX }) => clientX)
record.close().then(() => record.focus())

// @ts-expect-error no such banner
record.banner = 'large'
// @ts-expect-error no such page
record.view = 'labs'
// @ts-expect-error the number is wanted
record.context = { patient: { family: 'Hartley' } }
// @ts-expect-error read only
record.status = 'open'
// @ts-expect-error no such colour
record.appearance = { danger: '#000000' }
