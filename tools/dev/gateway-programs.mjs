// nginx with njs and Apache with mod_auth_openidc for the tests: Debian's packages, unpacked into .tools and not installed, so that
// nothing is started and no server of this machine is touched.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ask, must, root, say, Stop } from './run.mjs'

const PACKAGES = ['nginx', 'nginx-common', 'libnginx-mod-http-js', 'apache2-bin', 'libapache2-mod-auth-openidc']
const unpacked = join(root, '.tools/gateway')

/** Downloads and unpacks them where they are missing. */
export async function gatewayPrograms() {
  if (!ask('openssl', 'version')) throw new Stop('openssl makes the certificates, and is missing: sudo apt-get install -y openssl')
  if (existsSync(join(unpacked, 'usr/sbin/nginx'))) return
  const byHand = 'sudo apt-get update'
  if (!ask('apt-get', '--version') || !ask('dpkg', '--version')) throw new Stop('The gateway is tried with the packages of Debian 12, and there is no apt-get here.')
  say(`Unpacking ${PACKAGES.join(', ')} into .tools/gateway (seconds, 10 MB)`)
  // With what they need and this machine lacks, as apt itself would choose it.
  const wanted = () => ask('apt-get', 'install', '--print-uris', '-qq', '--no-install-recommends', '--reinstall', ...PACKAGES)
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n']
  if (!wanted() && (sudo.length === 0 || ask('sudo', '-n', 'true') !== undefined)) await must([...sudo, 'apt-get', 'update', '-q'], 'apt-get update failed.')
  const names = wanted()?.split('\n').map((line) => line.split(' ')[1]?.split('_')[0]).filter(Boolean)
  if (!names?.length) throw new Stop(`apt does not know the packages of the gateway. One thing to do, then run this again:\n${byHand}`)
  const place = join(root, '.tools/gateway.part')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(join(place, 'packages'), { recursive: true })
  await must(['sh', '-c', 'cd "$0" && apt-get download -q "$@"', join(place, 'packages'), ...names], 'The packages of the gateway could not be downloaded.')
  for (const file of readdirSync(join(place, 'packages'))) await must(['dpkg', '-x', join(place, 'packages', file), place], `${file} could not be unpacked.`)
  rmSync(join(place, 'packages'), { recursive: true })
  renameSync(place, unpacked)
}

/** Copies the programs below a folder and returns the settings that name them. */
export function programs(folder) {
  const place = join(folder, 'programs')
  for (const part of ['usr/sbin', 'usr/lib']) cpSync(join(unpacked, part), join(place, part), { recursive: true, verbatimSymlinks: true })
  const libraries = readdirSync(join(place, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'))
  return {
    GATEWAY_NGINX: join(place, 'usr/sbin/nginx'),
    GATEWAY_APACHE: join(place, 'usr/sbin/apache2'),
    GATEWAY_NGINX_MODULES: join(place, 'usr/lib/nginx/modules'),
    GATEWAY_APACHE_MODULES: join(place, 'usr/lib/apache2/modules'),
    LD_LIBRARY_PATH: join(place, 'usr/lib', libraries),
  }
}
