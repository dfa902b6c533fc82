import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, signInBlock } from './commands'
import { imageOf, registryOf, secretOf } from './names'
import { doubleQuoted, quoted, word } from './quoting'

/** `ctr` asks for the secret when its `--user` has none, which never should. */
export function containerdBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const plain = handOff.plainHttp ? ' --plain-http' : ''
  const pull = `ctr images pull${plain} --user ${quoted(shell, handOff.name)} ${word(shell, imageOf(handOff))}`
  const nerdctl = handOff.plainHttp ? 'nerdctl --insecure-registry login' : 'nerdctl login'
  return [
    commandBlock('ctr', shell, pull, 'asks'),
    signInBlock('nerdctl', shell, handOff, { command: nerdctl }),
    nodeBlock('containerd1', handOff, 2, 'io.containerd.grpc.v1.cri'),
    nodeBlock('containerd2', handOff, 3, 'io.containerd.cri.v1.images'),
  ]
}

function nodeBlock(id: 'containerd1' | 'containerd2', handOff: HandOff, version: number, plugin: string): HandOffBlock {
  const table = `plugins.${doubleQuoted(plugin)}.registry.configs.${doubleQuoted(registryOf(handOff))}.auth`
  const text = `version = ${version}

[${table}]
  username = ${doubleQuoted(handOff.name)}
  password = ${doubleQuoted(secretOf(handOff))}
`
  return { id, syntax: 'text', text, note: 'nodeWide', fileName: '/etc/containerd/config.toml' }
}
