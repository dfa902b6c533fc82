import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, historyNote, piped } from './commands'
import { configLine, configText } from './docker-config'
import { imageOf, objectName } from './names'
import { doubleQuoted } from './quoting'

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)

/** A Secret from which a cluster takes what it signs in with. */
export const pullSecretText = (handOff: HandOff): string => `apiVersion: v1
kind: Secret
metadata:
  name: ${doubleQuoted(objectName(handOff))}
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: |
    ${indented(configText(handOff), '    ')}
`

export const pullSecretBlock = (handOff: HandOff): HandOffBlock => ({
  id: 'pullSecret',
  syntax: 'yaml',
  text: pullSecretText(handOff),
  note: 'holdsSecret',
  fileName: `${objectName(handOff)}.yaml`,
})

export const kubernetesBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  pullSecretCommand(shell, handOff),
  pullSecretBlock(handOff),
  { id: 'imagePullSecrets', syntax: 'yaml', text: pod(handOff), note: 'namespace' },
  { id: 'serviceAccount', syntax: 'yaml', text: serviceAccount(handOff), note: null },
]

/** From a file, since an argument would stand in the list of processes: standard input, or what was downloaded before. */
function pullSecretCommand(shell: HandOffShell, handOff: HandOff): HandOffBlock {
  const create = `kubectl create secret generic ${objectName(handOff)} --type=kubernetes.io/dockerconfigjson`
  if (shell === 'powershell') {
    const text = `${create} --from-file=.dockerconfigjson=config.json\nRemove-Item config.json`
    return commandBlock('pullSecretCommand', shell, text, 'downloadFirst')
  }
  const command = `${create} --from-file=.dockerconfigjson=/dev/stdin`
  return commandBlock('pullSecretCommand', shell, piped(shell, configLine(handOff), command), historyNote(shell))
}

const pod = (handOff: HandOff): string => `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  imagePullSecrets:
    - name: ${doubleQuoted(objectName(handOff))}
  containers:
    - name: app
      image: ${doubleQuoted(imageOf(handOff))}
`

const serviceAccount = (handOff: HandOff): string => `apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
imagePullSecrets:
  - name: ${doubleQuoted(objectName(handOff))}
`
