// A host of the GP record, as small as one is: docs/embedding.md explains each line.
const at = (id) => document.getElementById(id)
const record = at('record')

const PATIENTS = [
  { nhsNumber: '9990054320', birthDate: '1957-03-09', family: 'Hartley', given: 'Imogen' },
  { nhsNumber: '9990054355', birthDate: '1991-11-30', family: 'Adebayo', given: 'Folake' },
  { nhsNumber: '9990054371', birthDate: '1969-05-03', family: 'Whitcombe', given: 'Delia' },
  { nhsNumber: '9990054320', birthDate: '1957-03-08', family: 'Hartley', given: 'Imogen', remark: 'this page has the wrong birth date' },
  { nhsNumber: '9990054401', birthDate: '1988-04-12', family: 'Varley', given: 'Simone', remark: 'may not be opened' },
]

const APPEARANCES = { green: { header: '#1d4f2b', link: '#1d4f2b' }, pale: { text: '#999999' } }

for (const { remark, ...patient } of PATIENTS) {
  const button = Object.assign(document.createElement('button'), { type: 'button' })
  button.append(`${patient.family.toUpperCase()}, ${patient.given}`)
  button.append(Object.assign(document.createElement('small'), { textContent: remark ?? `born ${patient.birthDate}` }))
  button.setAttribute('aria-pressed', 'false')
  button.addEventListener('click', () => {
    press(button)
    record.context = { patient }
  })
  const item = document.createElement('li')
  item.append(button)
  at('patients').append(item)
}

function press(pressed) {
  for (const button of at('patients').querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === pressed))
}

at('close').addEventListener('click', async () => {
  press()
  await record.close()
  log('close()', 'done')
})
at('banner').addEventListener('change', ({ target }) => {
  record.banner = target.value
  showSnippet()
})
at('colours').addEventListener('change', ({ target }) => (record.appearance = APPEARANCES[target.value]))

function log(name, detail) {
  const time = new Date().toTimeString().slice(0, 8)
  const words = typeof detail === 'string' ? detail : Object.entries(detail).filter(([, value]) => value != null).map(([key, value]) => `${key}: ${value}`).join(', ')
  const line = Object.assign(document.createElement('li'), { textContent: `${time} ${name} ${words}` })
  at('events').append(line)
  at('told').scrollTop = at('told').scrollHeight
}
for (const name of ['gpc-ready', 'gpc-status', 'gpc-cleared', 'gpc-session', 'gpc-error']) {
  record.addEventListener(name, ({ detail }) => log(name, detail))
}

let integrity = ''
function showSnippet() {
  const app = new URL('./', location.href).href
  at('snippet').textContent = `<script src="${app}embed-1.js"${integrity && `
  integrity="${integrity}"
  crossorigin="anonymous"`} defer></script>

<gp-connect-record id="record"
  src="${app}"${record.banner === 'full' ? '' : `\n  banner="${record.banner}"`}></gp-connect-record>

<script type="module">
  await customElements.whenDefined('gp-connect-record')
  const record = document.getElementById('record')
  record.addEventListener('gpc-error', ({ detail }) =>
    console.warn(detail.code, detail.traceId))
  record.context = {
    patient: {
      nhsNumber: '9990054320',
      birthDate: '1957-03-09',
      family: 'Hartley',
      given: 'Imogen',
    },
  }
</script>
`
}
at('copy').addEventListener('click', async () => {
  const done = await navigator.clipboard?.writeText(at('snippet').textContent).then(() => true, () => false)
  at('copied').textContent = done ? 'Copied' : 'Could not copy: select the text instead'
})
integrity = document.querySelector('meta[name=embed-integrity]').content
showSnippet()
