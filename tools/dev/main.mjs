// Reads the command line of ./dev. Uses nothing but Node itself: it runs before anything is installed.
import { build } from './build.mjs'
import { checkDocuments } from './check-documents.mjs'
import { fuzz } from './fuzz.mjs'
import { gateway } from './gateway.mjs'
import { Stop } from './run.mjs'
import { serve } from './serve.mjs'
import { bench, screenshots, test } from './test.mjs'

const help = `./dev serve [--debug] [ARGUMENTS]   build what changed and serve the app with its sandbox provider;
                                    --debug builds faster and rebuilds when a source file is saved;
                                    ARGUMENTS go to the server (--records FOLDER, --app PORT, --help)
./dev gateway [--debug] [--port N]  the app behind the real gateway, with a pretend CIS2 and a pretend Spine,
                                    at https://127.0.0.1:8443
./dev test                          run every check and every test
./dev test native|web|gateway|browser|bench [NAME]
                                    one part of them: Rust on this machine, components in Chromium, the
                                    gateway's protocol, journeys through the whole app, what things cost;
                                    NAME picks tests by name or file
./dev build [--production]          build dist/ for a web server; --production leaves the sandbox out
./dev screenshots                   write a picture of each screen to tests/browser/screenshots
./dev bench [NAME]                  measure everything, the first visit too; NAME picks by file
./dev check-documents               judge the PDFs and messages for the practice by veraPDF, HAPI FHIR,
                                    Poppler and the MESH sandbox
./dev fuzz [SECONDS] [FOLDER…]      throw bytes at the model, from the messages in FOLDERs if any

Each command installs what it needs and this machine lacks, and says so first.`

/** ./dev build: the files for a web server. */
async function distribution(args) {
  const production = args.includes('--production')
  await build({ release: true, sandbox: !production })
  // A production build carries no settings: those of the sandbox would be somebody else's.
  if (production) console.log('\nNow write dist/config.json for your site; docs/deploying.md has its fields.')
}

const [major, minor] = process.versions.node.split('.').map(Number)

try {
  if (major < 20 || (major === 20 && minor < 9)) throw new Stop(`Node is ${process.version}; 20.9 or newer is needed.`)
  const [command = 'help', ...rest] = process.argv.slice(2)
  switch (command) {
    case 'serve':
      process.exitCode = await serve(rest)
      break
    case 'gateway':
      process.exitCode = await gateway(rest)
      break
    case 'test':
      process.exitCode = await test(rest)
      break
    case 'build':
      await distribution(rest)
      break
    case 'screenshots':
      process.exitCode = await screenshots()
      break
    case 'bench':
      process.exitCode = await bench(rest)
      break
    case 'check-documents':
      process.exitCode = await checkDocuments()
      break
    case 'fuzz':
      process.exitCode = await fuzz(rest)
      break
    case 'help':
    case '--help':
    case '-h':
      console.log(help)
      break
    default:
      throw new Stop(`There is no command ${command}.\n\n${help}`)
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
