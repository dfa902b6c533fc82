import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/root.mjs'
import { run, step } from '../setup/step.mjs'
import { kubernetes, provideChartTool, provideSchemas, schemaFolder } from './chart-tools.mjs'
import { canInstallPackages, installPackages, isKnownPackage } from './debian-packages.mjs'
import { composeConfig, provideComposeConfig } from './compose-config.mjs'
import { provideDockerClient } from './docker-client.mjs'
import { findProgram } from './find-program.mjs'
import { goClient, harborapi, provideGoClient, provideHarborapi } from './harbor-clients.mjs'
import { provideHelm } from './helm.mjs'
import { provideOciClient } from './oci-clients.mjs'
import { withOwnTools } from './own-tools.mjs'

/** The same engine without windows, which takes a fourth less of the processor's time: the first choice, if it is there. */
const headless = 'chromium-headless-shell'
const chromiums = [headless, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * What a stage needs from the machine: the programs (any one of the names will do) and Debian's package of them, or
 * what fetches them into the clone.
 */
const tools = {
  chromium: { programs: chromiums, package: 'chromium', isGiven: () => Boolean(process.env.CHROMIUM_PATH) },
  'docker-registry': { programs: ['docker-registry'], package: 'docker-registry' },
  skopeo: { programs: ['skopeo'], package: 'skopeo' },
  podman: { programs: ['podman'], package: 'podman' },
  buildah: { programs: ['buildah'], package: 'buildah' },
  mmdebstrap: { programs: ['mmdebstrap'], package: 'mmdebstrap' },
  docker: { programs: ['docker'], fetch: provideDockerClient },
  helm: { programs: ['helm'], fetch: provideHelm },
  kubectl: { programs: ['kubectl'], fetch: provideHelm },
  containerd: { programs: ['containerd'], package: 'containerd' },
  crane: { programs: ['crane'], fetch: () => provideOciClient('crane') },
  oras: { programs: ['oras'], fetch: () => provideOciClient('oras') },
  regctl: { programs: ['regctl'], fetch: () => provideOciClient('regctl') },
  harborapi: { programs: [harborapi], fetch: provideHarborapi },
  'go-client': { programs: [goClient], fetch: provideGoClient },
  kubeconform: { programs: ['kubeconform'], fetch: () => provideChartTool('kubeconform') },
  'registry-3': { programs: ['registry-3'], fetch: () => provideChartTool('registry-3') },
  'kubernetes-schemas': { programs: [], isGiven: hasSchemas, fetch: provideSchemas },
  age: { programs: ['age'], package: 'age' },
  caddy: { programs: ['caddy'], package: 'caddy' },
  strace: { programs: ['strace'], package: 'strace' },
  'systemd-analyze': { programs: ['systemd-analyze'], package: 'systemd' },
  'compose-config': { programs: [composeConfig], fetch: provideComposeConfig },
  promtool: { programs: ['promtool'], package: 'prometheus' },
  postgresql: { programs: ['initdb'], package: 'postgresql', isGiven: () => Boolean(process.env.TEST_POSTGRES_URL) },
}

/**
 * Installs what is missing of these tools as far as this machine lets us; returns the names of what is not there. It may
 * run beside the installation of npm's packages, of which only one tool needs any: it waits for `installed`.
 */
export async function provideTools(names, installed = Promise.resolve()) {
  withOwnTools()
  const packaged = names.filter((name) => isMissing(name) && tools[name].package)
  if (packaged.length > 0 && canInstallPackages()) await installAll(packaged.map((name) => tools[name].package))
  if (names.includes('chromium') && wantsHeadless()) await installAll([headless])
  for (const name of names.filter((each) => isMissing(each) && tools[each].fetch)) await fetchTool(name)
  if (names.includes('chromium') && isMissing('chromium')) await installed.then(downloadChromium)
  const still = names.filter((name) => isMissing(name) && !(name === 'chromium' && downloaded))
  if (names.includes('chromium') && !downloaded) process.env.CHROMIUM_PATH ||= findProgram(...chromiums) ?? ''
  return still
}

function hasSchemas() {
  return Object.keys(kubernetes).every((version) => existsSync(schemaFolder(version)))
}

const isMissing = (name) => !tools[name].isGiven?.() && !findProgram(...tools[name].programs)

const wantsHeadless = () =>
  !tools.chromium.isGiven() && !findProgram(headless) && canInstallPackages() && isKnownPackage(headless)

async function installAll(packages) {
  try {
    await step(`installed ${packages.join(', ')}`, () => installPackages(packages))
  } catch (error) {
    console.error(error.message) // the stages that need them will say what that means
  }
}

async function fetchTool(name) {
  try {
    await step(`fetched ${name}`, tools[name].fetch)
  } catch (error) {
    console.error(error.message)
  }
}

let downloaded = false

/** Playwright finds its own browser by itself, so no path is set for it. */
async function downloadChromium() {
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  try {
    await step("downloaded Playwright's Chromium", () => run(process.execPath, [cli, 'install', 'chromium']))
    downloaded = true
  } catch (error) {
    console.error(error.message)
  }
}
